import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, plans, purchases, subscriptions, workspaces } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { Refusal } from '@/lib/core/errors'
import { countOf, formatDate } from '@/lib/core/format'
import { extraCreditsEndAt, readAccount } from '@/lib/credits/read'
import { pushBillingContact } from './billing-contact.ts'
import { type Pack, packOf } from './catalogue.ts'
import { checkoutOptions } from './checkout-options.ts'
import { customerId } from './customer.ts'
import { billingHref } from './links.ts'
import { isPurchase, type Purchase } from './purchase.ts'
import { stampOf } from './stamp.ts'
import { stripe } from './stripe.ts'
import { packPriceId } from './stripe-prices.ts'

/** More than anybody needs at once; a wrong number is noticed before it is paid. */
const MOST_PACKS = 10

type BuyPack = {
  /** Minted with the form: a second click is the same purchase (R12). */
  purchaseId: string
  packKey: string
  quantity: number
  /** What the buyer saw for one of them (R8). */
  quotedPriceCents: number
  quotedCredits: number
}

/** Starts the purchase of extra credits: answers the address of Stripe's checkout page (R27). */
export async function buyPack(ctx: WorkspaceContext, input: BuyPack): Promise<{ url: string }> {
  const pack = await packOf(input.packKey)
  const { quantity } = input
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_PACKS)
    throw new Refusal('pack.quantity', `Choose between 1 and ${MOST_PACKS} packs.`)
  await refuseUnlessBuyer(ctx)
  if (pack.priceCents !== input.quotedPriceCents || pack.credits !== input.quotedCredits) {
    throw new Refusal(
      'price.changed',
      'This pack was changed while the page was open. Check the new price and choose again.',
    )
  }
  const purchase = await recordPurchase(ctx, input.purchaseId, pack, quantity)
  const [customer, price] = await Promise.all([customerId(ctx), packPriceId(pack)])
  await pushBillingContact(ctx.workspaceId)
  const reference = {
    ...stampOf(ctx.workspaceId),
    workspace_id: String(ctx.workspaceId),
    purchase_id: input.purchaseId,
  }
  const session = await stripe().checkout.sessions.create(
    {
      mode: 'payment',
      customer,
      line_items: [{ price, quantity }],
      client_reference_id: input.purchaseId,
      metadata: reference,
      payment_intent_data: { metadata: reference },
      invoice_creation: { enabled: true, invoice_data: { metadata: reference } },
      ...checkoutOptions(),
      // Said again where the money is paid (R16).
      custom_text: { submit: { message: await endWords(ctx, purchase) } },
      success_url: `${env().APP_URL}/checkout/return?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env().APP_URL}${billingHref({ checkout: 'cancelled' })}`,
    },
    { idempotencyKey: `purchase:${ctx.workspaceId}:${input.purchaseId}:${customer}` },
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
async function recordPurchase(
  ctx: WorkspaceContext,
  id: string,
  pack: Pack,
  quantity: number,
): Promise<Purchase> {
  const account = await readAccount(ctx.workspaceId)
  const endAt = extraCreditsEndAt(account, env().EXTRA_CREDITS_EXPIRY)
  const wanted = {
    packKey: pack.key,
    quantity,
    credits: pack.credits * quantity,
    priceCents: pack.priceCents * quantity,
    currency: env().CATALOG_CURRENCY,
  }
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const creditsEndAt = endAt === null ? null : new Date(endAt)
    const [made] = await tx
      .insert(purchases)
      .values({ workspaceId: ctx.workspaceId, id, ...wanted, creditsEndAt, boughtBy: ctx.userId })
      .onConflictDoNothing()
      .returning()
    if (made) {
      const detail = { purchaseId: id, pack: pack.key, quantity, priceCents: made.priceCents }
      await tx
        .insert(auditEvents)
        .values({ workspaceId: ctx.workspaceId, actorId: ctx.userId, verb: 'pack.checkout', detail })
      return made
    }
    const [known] = await tx.select().from(purchases).where(isPurchase(ctx.workspaceId, id))
    assert(known, 'a purchase that conflicts is there')
    refuseOther(known, wanted)
    return known
  })
}

/** The same request again is the same purchase (R12), unless it asks for something else or is over. */
function refuseOther(
  known: Purchase,
  wanted: Pick<Purchase, 'packKey' | 'quantity' | 'priceCents' | 'currency'>,
): void {
  const { packKey, quantity, priceCents, currency } = known
  if (
    packKey !== wanted.packKey ||
    quantity !== wanted.quantity ||
    priceCents !== wanted.priceCents ||
    currency !== wanted.currency
  ) {
    throw new Refusal(
      'request.reused',
      'This purchase was started for another pack. Reload the page and choose again.',
    )
  }
  if (known.status === 'fulfilled') {
    throw new Refusal('pack.bought', 'This purchase is already paid and its credits are in your balance.')
  }
  if (known.status === 'processing') {
    throw new Refusal(
      'pack.processing',
      'This purchase is already on its way: its payment is being confirmed.',
    )
  }
  if (known.status === 'expired' || known.status === 'failed') {
    throw new Refusal(
      'pack.over',
      'This checkout is over and nothing was charged. Reload the page to start again.',
    )
  }
}

/** "500 extra credits. They last until 21 Dec 2026." */
async function endWords(ctx: WorkspaceContext, { credits, creditsEndAt }: Purchase): Promise<string> {
  const what = `${countOf(credits, 'extra credit')}, spent after your allowance.`
  if (!creditsEndAt) return `${what} They do not end.`
  const [row] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx.select({ timeZone: workspaces.timeZone }).from(workspaces).where(eq(workspaces.id, ctx.workspaceId)),
  )
  return `${what} They last until ${formatDate(creditsEndAt, row?.timeZone ?? 'UTC')}; what is left then ends.`
}
