import { and, ne } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { purchases } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/settings/env'
import { formatMoney } from '@/lib/core/text/format'
import { inputHash, keyId } from '@/lib/credits/decide/keys'
import { post } from '@/lib/credits/post'
import { subjectIds } from '@/lib/credits/shared/actions'
import { fulfillCardSetup } from '../auto-top-up/card/save-card.ts'
import { applyCheckoutName } from '../customer/billing-contact.ts'
import { findOwnerOfCustomer } from '../customer/customer-owner.ts'
import { reportDiscrepancy, resolveDiscrepancy } from '../payments/discrepancies.ts'
import { settlePayment } from '../payments/settle-payment.ts'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'
import { stampedWorkspace } from '../stripe/stamp.ts'
import { recordStripeOwner } from '../stripe/stripe-owner.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import { isOrderOf, isPaid, paidColumns } from './paid-checkout.ts'
import { findPurchaseByMetadata, isPurchase, type Purchase } from './purchase.ts'

export type Fulfillment =
  | { kind: 'credits'; workspaceId: number; credits: number }
  | { kind: 'subscription'; workspaceId: number }
  /** A card was saved for auto top-up, which is on (R48). */
  | { kind: 'card'; workspaceId: number }
  /** Not paid yet: a bank transfer in progress, or a page that the buyer left. */
  | { kind: 'pending'; workspaceId: number }
  /** It will not be paid: the page expired, or the transfer was refused. */
  | { kind: 'ended'; workspaceId: number }
  /** Not ours: it belongs to another product in the same Stripe account, or nothing was paid. */
  | { kind: 'foreign' }

/**
 * Grants what a checkout session paid for, exactly once, and removes what has been refunded since. The return page, the
 * webhooks and reconciliation all call this (R27): the first call does the work, the others find it done. Everything is
 * read from Stripe and from our record of the purchase; the caller only passes the session id.
 * @throws when a paid session that we opened has no purchase: its event stays in the inbox, and operators see it.
 */
export async function fulfillCheckout(sessionId: string): Promise<Fulfillment> {
  const session = await stripe().checkout.sessions.retrieve(sessionId)
  if (session.mode === 'subscription') return fulfillSubscription(session)
  if (session.mode === 'setup') return fulfillCardSetup(session)
  const purchase = await findPurchaseByMetadata(session.metadata)
  if (!purchase) return unmatched(session)
  const { workspaceId, id, credits } = purchase
  if (!isPaid(session)) {
    await applyCheckoutName(session)
    return unpaid(session, purchase)
  }
  if (purchase.status !== 'fulfilled' && !(await isOrderOf(session, purchase)))
    return unmatched(session, 'was for another order than the purchase it names')
  const payment = idOf(session.payment_intent)
  assert(payment || session.amount_total === 0, `paid session ${session.id} has a payment`)
  await updateUnlessFulfilled(purchase, paidColumns(session))
  await grant(purchase)
  if (purchase.status !== 'fulfilled') await applyCheckoutName(session)
  if (payment) await settlePayment(workspaceId, id, payment)
  else await updateUnlessFulfilled(purchase, { status: 'fulfilled', fulfilledAt: marketNow })
  await resolveDiscrepancy('unmatched-payment', session.id)
  return { kind: 'credits', workspaceId, credits }
}

async function unmatched(session: Stripe.Checkout.Session, why?: string): Promise<Fulfillment> {
  await reportUnmatchedPayment(session, why)
  return { kind: 'foreign' }
}

/** The ledger accepts one grant per purchase, by its key: a second call returns the result of the first. */
export async function grant({ workspaceId, id, credits, boughtBy }: Purchase): Promise<void> {
  const outcome = await post(workspaceId, {
    type: 'grant',
    kind: 'pack',
    key: keyId(`purchase:${id}`),
    inputHash: inputHash(['purchase', id, credits]),
    credits,
    actorId: boughtBy,
    subjectKind: subjectIds.purchase,
    subjectId: id,
    expiry: env().EXTRA_CREDITS_EXPIRY,
    reason: null,
  })
  assert(outcome.ok, `purchase ${id} is granted`)
}

async function unpaid(session: Stripe.Checkout.Session, purchase: Purchase): Promise<Fulfillment> {
  const status = await unpaidStatus(session)
  await updateUnlessFulfilled(purchase, { stripeSessionId: session.id, status })
  const over = status === 'expired' || status === 'failed'
  return { kind: over ? 'ended' : 'pending', workspaceId: purchase.workspaceId }
}

/** A completed but unpaid checkout is waiting for a bank transfer, or the transfer was refused. */
async function unpaidStatus(session: Stripe.Checkout.Session): Promise<Purchase['status']> {
  if (session.status === 'expired') return 'expired'
  if (session.status !== 'complete') return 'open'
  const payment = idOf(session.payment_intent)
  const intent = payment ? await stripe().paymentIntents.retrieve(payment) : null
  return intent?.status === 'requires_payment_method' || intent?.status === 'canceled'
    ? 'failed'
    : 'processing'
}

/** A fulfilled purchase stays fulfilled, even when an outdated state arrives later. */
async function updateUnlessFulfilled(
  purchase: Purchase,
  change: Partial<Omit<Purchase, 'fulfilledAt'>> & { fulfilledAt?: typeof marketNow },
): Promise<void> {
  await recordStripeOwner(purchase.workspaceId, [change.stripeSessionId, change.stripeInvoiceId])
  await system()
    .update(purchases)
    .set(change)
    .where(and(isPurchase(purchase.workspaceId, purchase.id), ne(purchases.status, 'fulfilled')))
}

async function fulfillSubscription(session: Stripe.Checkout.Session): Promise<Fulfillment> {
  const customer = idOf(session.customer)
  const workspaceId = customer ? await syncSubscription(customer) : null
  if (workspaceId === null) return unmatched(session)
  await applyCheckoutName(session)
  // With a bank debit in progress, the plan starts when the money arrives.
  if (session.status === 'complete')
    return { kind: session.payment_status === 'unpaid' ? 'pending' : 'subscription', workspaceId }
  return { kind: session.status === 'expired' ? 'ended' : 'pending', workspaceId }
}

/**
 * Reports a paid checkout without a purchase of ours. Money from our customers is never ignored: operators see it. Sales of
 * other products in the same Stripe account are ignored.
 * @throws when we opened the checkout ourselves: its event stays in the inbox until the purchase is found
 */
async function reportUnmatchedPayment(
  session: Stripe.Checkout.Session,
  why = 'names no purchase of ours',
): Promise<void> {
  if (!isPaid(session) || !session.amount_total) return
  const stamped = stampedWorkspace(session.metadata)
  const customer = idOf(session.customer)
  const workspaceId = stamped ?? (customer ? await findOwnerOfCustomer(customer) : null)
  if (workspaceId === null) return
  const amount = formatMoney(session.amount_total, session.currency ?? env().CATALOG_CURRENCY)
  const what = `${amount} was paid in a checkout that ${why}. Refund it, or grant the credits.`
  await reportDiscrepancy({ kind: 'unmatched-payment', stripeId: session.id, workspaceId, what })
  assert(stamped === null, `paid session ${session.id} belongs to a purchase of ours, but it ${why}`)
}
