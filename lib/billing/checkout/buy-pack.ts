import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, plans, purchases, subscriptions, workspaces } from '@/db/schema'
import type { PackLine } from '@/db/schema/billing/billing'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { countOf, formatDate } from '@/lib/core/text/format'
import { extraCreditsEndAt, readAccount } from '@/lib/credits/read/read'
import { getPack, type Pack } from '../catalog/catalog.ts'
import { pushBillingContact } from '../customer/billing-contact.ts'
import { ensureCustomer } from '../customer/customer.ts'
import { MOST_OF_A_PACK } from '../forecast/pack-combination.ts'
import { billingHref } from '../shared/billing-address.ts'
import { stripe } from '../stripe/client.ts'
import { stampOf } from '../stripe/stamp.ts'
import { recordStripeOwner } from '../stripe/stripe-owner.ts'
import { ensurePackPrice } from '../stripe/stripe-prices.ts'
import { checkoutOptions } from './checkout-options.ts'
import { isPurchase, type Purchase, packLines } from './purchase.ts'

type BuyPack = {
  /** Created with the form, so a second click is the same purchase (R12). */
  purchaseId: string
  packKey: string
  quantity: number
  /** The price and credits of one pack that the buyer saw (R8). */
  quotedPriceCents: number
  quotedCredits: number
}

type BuyPacks = {
  purchaseId: string
  packs: readonly { packKey: string; quantity: number }[]
  /** The total price and credits that the buyer saw (R8). */
  quotedPriceCents: number
  quotedCredits: number
}

/** Buys one or more of a single pack. */
export function buyPack(
  ctx: WorkspaceContext,
  { purchaseId, packKey, quantity, quotedPriceCents, quotedCredits }: BuyPack,
): Promise<{ url: string }> {
  return buyPacks(ctx, {
    purchaseId,
    packs: [{ packKey, quantity }],
    quotedPriceCents: quotedPriceCents * quantity,
    quotedCredits: quotedCredits * quantity,
  })
}

/**
 * Starts the purchase of extra credits and returns the URL of Stripe's checkout page (R27). Several kinds of packs are
 * one purchase with one payment, one invoice and one lot of credits, so a refund removes its share of all of them.
 */
export async function buyPacks(ctx: WorkspaceContext, input: BuyPacks): Promise<{ url: string }> {
  const order = await readOrder(input.packs)
  await assertCanBuyPacks(ctx)
  const total = totalOf(order)
  if (total.priceCents !== input.quotedPriceCents || total.credits !== input.quotedCredits) {
    throw new Refusal(
      'price.changed',
      'The price changed while this page was open. Check the new price and choose again.',
    )
  }
  const purchase = await recordPurchase(ctx, input.purchaseId, order)
  const [customer, lineItems] = await Promise.all([ensureCustomer(ctx), lineItemsOf(order)])
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
      line_items: lineItems,
      client_reference_id: input.purchaseId,
      metadata: reference,
      payment_intent_data: { metadata: reference },
      invoice_creation: { enabled: true, invoice_data: { metadata: reference } },
      ...checkoutOptions(),
      // Repeated on the page where the buyer pays (R16).
      custom_text: { submit: { message: await expiryMessage(ctx, purchase) } },
      success_url: `${env().APP_URL}/checkout/return?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env().APP_URL}${billingHref('plans', { query: { checkout: 'cancelled' } })}`,
    },
    { idempotencyKey: `purchase:${ctx.workspaceId}:${input.purchaseId}:${customer}` },
  )
  assert(session.url, 'an open checkout session has a URL')
  await recordStripeOwner(ctx.workspaceId, [session.id])
  await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .update(purchases)
      .set({ stripeSessionId: session.id })
      .where(isPurchase(ctx.workspaceId, input.purchaseId)),
  )
  return { url: session.url }
}

type OrderLine = { pack: Pack; quantity: number }

/** Reads the packs from the catalog (R29), largest first, so the same order is always the same purchase. */
async function readOrder(wanted: BuyPacks['packs']): Promise<OrderLine[]> {
  const keys = new Set(wanted.map(({ packKey }) => packKey))
  if (wanted.length === 0 || keys.size !== wanted.length)
    throw new Refusal('pack.order', 'Choose each pack only once.')
  const order: OrderLine[] = []
  for (const { packKey, quantity } of wanted) {
    const pack = await getPack(packKey)
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > MOST_OF_A_PACK)
      throw new Refusal('pack.quantity', `Choose between 1 and ${MOST_OF_A_PACK} packs.`)
    order.push({ pack, quantity })
  }
  return order.toSorted((a, b) => b.pack.credits - a.pack.credits || a.pack.key.localeCompare(b.pack.key))
}

function totalOf(order: readonly OrderLine[]): { credits: number; priceCents: number } {
  const sum = (of: (pack: Pack) => number) =>
    order.reduce((total, { pack, quantity }) => total + of(pack) * quantity, 0)
  return { credits: sum((pack) => pack.credits), priceCents: sum((pack) => pack.priceCents) }
}

async function lineItemsOf(order: readonly OrderLine[]): Promise<{ price: string; quantity: number }[]> {
  return Promise.all(
    order.map(async ({ pack, quantity }) => ({ price: await ensurePackPrice(pack), quantity })),
  )
}

/** Trials, limits plans and ended plans cannot buy packs, whatever the client sends (R23). */
export async function assertCanBuyPacks(ctx: WorkspaceContext): Promise<void> {
  const [row] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ status: subscriptions.status, mode: plans.mode })
      .from(subscriptions)
      .innerJoin(plans, eq(plans.key, subscriptions.planKey))
      .where(eq(subscriptions.workspaceId, ctx.workspaceId)),
  )
  assert(row, `workspace ${ctx.workspaceId} has a subscription`)
  const href = billingHref('plans', { anchor: 'plans' })
  if (row.status === 'trialing' || row.status === 'canceled') {
    throw new Refusal(
      'pack.subscribe-first',
      'You need a plan to buy extra credits. Subscribe first, then buy a pack.',
      { href },
    )
  }
  if (row.mode === 'limits') {
    throw new Refusal(
      'pack.limits-plan',
      'Your plan has monthly limits instead of credits. Upgrade your plan to get more.',
      { href },
    )
  }
}

/** Recorded before the request to Stripe, so a paid session always finds its workspace. */
async function recordPurchase(
  ctx: WorkspaceContext,
  id: string,
  order: readonly OrderLine[],
): Promise<Purchase> {
  const [first, ...further] = order
  assert(first, 'an order has a pack')
  const account = await readAccount(ctx.workspaceId)
  const endAt = extraCreditsEndAt(account, env().EXTRA_CREDITS_EXPIRY)
  const wanted = {
    packKey: first.pack.key,
    quantity: first.quantity,
    furtherPacks: further.map(({ pack, quantity }) => ({
      packKey: pack.key,
      quantity,
      priceCents: pack.priceCents * quantity,
    })),
    ...totalOf(order),
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
      const detail = {
        purchaseId: id,
        pack: made.packKey,
        quantity: made.quantity,
        ...(made.furtherPacks.length > 0 && { furtherPacks: made.furtherPacks }),
        priceCents: made.priceCents,
      }
      await tx
        .insert(auditEvents)
        .values({ workspaceId: ctx.workspaceId, actorId: ctx.userId, verb: 'pack.checkout', detail })
      return made
    }
    const [known] = await tx.select().from(purchases).where(isPurchase(ctx.workspaceId, id))
    assert(known, 'a purchase that conflicts is there')
    assertSameOrder(known, wanted)
    return known
  })
}

const isSameOrder = (one: readonly PackLine[], other: readonly PackLine[]) =>
  one.length === other.length &&
  one.every(({ packKey, quantity, priceCents }, i) => {
    const line = other[i]
    return line?.packKey === packKey && line.quantity === quantity && line.priceCents === priceCents
  })

/** A repeated request is the same purchase (R12), unless its order differs or the purchase is over. */
function assertSameOrder(
  known: Purchase,
  wanted: Pick<Purchase, 'packKey' | 'quantity' | 'furtherPacks' | 'priceCents' | 'currency'>,
): void {
  if (
    !isSameOrder(packLines(known), packLines(wanted)) ||
    known.priceCents !== wanted.priceCents ||
    known.currency !== wanted.currency
  ) {
    throw new Refusal(
      'request.reused',
      'This purchase was started for other packs. Reload the page and choose again.',
    )
  }
  if (known.status === 'fulfilled') {
    throw new Refusal('pack.bought', 'You already paid for this purchase. Its credits are in your balance.')
  }
  if (known.status === 'processing') {
    throw new Refusal(
      'pack.processing',
      'The payment for this purchase is being confirmed. Your credits are added when it arrives.',
    )
  }
  if (known.status === 'expired' || known.status === 'failed') {
    throw new Refusal(
      'pack.over',
      'This checkout has expired, and you weren’t charged. Reload the page to start again.',
    )
  }
}

/** "500 extra credits, used after your allowance. They expire on Dec 21, 2026." */
async function expiryMessage(ctx: WorkspaceContext, { credits, creditsEndAt }: Purchase): Promise<string> {
  const what = `${countOf(credits, 'extra credit')}, used after your allowance.`
  if (!creditsEndAt) return `${what} They never expire.`
  const [row] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx.select({ timeZone: workspaces.timeZone }).from(workspaces).where(eq(workspaces.id, ctx.workspaceId)),
  )
  return `${what} They expire on ${formatDate(creditsEndAt, row?.timeZone ?? 'UTC')}.`
}
