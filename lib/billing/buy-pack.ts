import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, plans, purchases, subscriptions } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { Refusal } from '@/lib/core/errors'
import { extraCreditsEndAt, readAccount } from '@/lib/credits/read'
import { type Pack, packOf } from './catalogue.ts'
import { customerId } from './customer.ts'
import { billingHref } from './links.ts'
import { stripe } from './stripe.ts'
import { packPriceId } from './stripe-prices.ts'

type BuyPack = {
  /** Minted with the form: a second click is the same purchase (R12). */
  purchaseId: string
  packKey: string
  /** What the buyer saw (R8). */
  quotedPriceCents: number
  quotedCredits: number
}

/** Starts the purchase of extra credits: answers the address of Stripe's checkout page (R27). */
export async function buyPack(ctx: WorkspaceContext, input: BuyPack): Promise<{ url: string }> {
  const pack = await packOf(input.packKey)
  await refuseUnlessBuyer(ctx)
  if (pack.priceCents !== input.quotedPriceCents || pack.credits !== input.quotedCredits) {
    throw new Refusal(
      'price.changed',
      'This pack was changed while the page was open. Check the new price and choose again.',
    )
  }
  await recordPurchase(ctx, input.purchaseId, pack)
  const [customer, price] = await Promise.all([customerId(ctx), packPriceId(pack)])
  const reference = { workspace_id: String(ctx.workspaceId), purchase_id: input.purchaseId }
  const session = await stripe().checkout.sessions.create(
    {
      mode: 'payment',
      customer,
      line_items: [{ price, quantity: 1 }],
      client_reference_id: input.purchaseId,
      metadata: reference,
      payment_intent_data: { metadata: reference },
      success_url: `${env().APP_URL}/checkout/return?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env().APP_URL}${billingHref({ checkout: 'cancelled' })}`,
    },
    { idempotencyKey: `purchase:${ctx.workspaceId}:${input.purchaseId}` },
  )
  assert(session.url, 'an open checkout session has an address')
  await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .update(purchases)
      .set({ stripeSessionId: session.id })
      .where(isPurchase(ctx.workspaceId, input.purchaseId)),
  )
  return { url: session.url }
}

/** The server refuses a pack to a trial, to a limits plan and to an ended plan, whatever the client sends (R23). */
async function refuseUnlessBuyer(ctx: WorkspaceContext): Promise<void> {
  const [row] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ status: subscriptions.status, mode: plans.mode })
      .from(subscriptions)
      .innerJoin(plans, eq(plans.key, subscriptions.planKey))
      .where(eq(subscriptions.workspaceId, ctx.workspaceId)),
  )
  assert(row, `workspace ${ctx.workspaceId} has a subscription`)
  const href = billingHref({}, 'plans')
  if (row.status === 'trialing' || row.status === 'canceled') {
    throw new Refusal(
      'pack.subscribe-first',
      'Extra credits come with a plan. Subscribe first, then buy a pack.',
      { href },
    )
  }
  if (row.mode === 'limits') {
    throw new Refusal(
      'pack.limits-plan',
      'Your plan has monthly limits instead of credits. Upgrade it to get more.',
      { href },
    )
  }
}

/** Recorded before Stripe is asked, so that a paid session always finds its workspace. */
async function recordPurchase(ctx: WorkspaceContext, id: string, pack: Pack): Promise<void> {
  const account = await readAccount(ctx.workspaceId)
  const endAt = extraCreditsEndAt(account, env().EXTRA_CREDITS_EXPIRY)
  await inWorkspace(ctx.workspaceId, async (tx) => {
    const made = await tx
      .insert(purchases)
      .values({
        workspaceId: ctx.workspaceId,
        id,
        packKey: pack.key,
        credits: pack.credits,
        priceCents: pack.priceCents,
        creditsEndAt: endAt === null ? null : new Date(endAt),
        boughtBy: ctx.userId,
      })
      .onConflictDoNothing()
      .returning({ id: purchases.id })
    if (made.length > 0) {
      const detail = { purchaseId: id, pack: pack.key, priceCents: pack.priceCents }
      await tx
        .insert(auditEvents)
        .values({ workspaceId: ctx.workspaceId, actorId: ctx.userId, verb: 'pack.checkout', detail })
      return
    }
    const [known] = await tx.select().from(purchases).where(isPurchase(ctx.workspaceId, id))
    if (known?.packKey !== pack.key || known.priceCents !== pack.priceCents) {
      throw new Refusal(
        'request.reused',
        'This purchase was started for another pack. Reload the page and choose again.',
      )
    }
    if (known.status === 'fulfilled') {
      throw new Refusal('pack.bought', 'This purchase is already paid and its credits are in your balance.')
    }
  })
}

const isPurchase = (workspaceId: number, id: string) =>
  and(eq(purchases.workspaceId, workspaceId), eq(purchases.id, id))
