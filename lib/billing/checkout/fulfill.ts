import { and, ne } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { purchases } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/settings/env'
import { inputHash, keyId } from '@/lib/credits/decide/keys'
import { post } from '@/lib/credits/post'
import { subjectIds } from '@/lib/credits/shared/actions'
import { fulfillCardSetup } from '../auto-top-up/save-card.ts'
import { settleCheckoutName } from '../customer/billing-contact.ts'
import { resolveFinding } from '../payments/findings.ts'
import { settlePayment } from '../payments/settle-payment.ts'
import { noteUnmatchedPayment } from '../payments/unmatched-payment.ts'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/stripe-id.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import { isOrderOf, isPaid, paidColumns } from './paid-checkout.ts'
import { isPurchase, type Purchase, purchaseNamedIn } from './purchase.ts'

export type Fulfilment =
  | { kind: 'credits'; workspaceId: number; credits: number }
  | { kind: 'subscription'; workspaceId: number }
  /** A card was saved for auto top-up, which is on (R48). */
  | { kind: 'card'; workspaceId: number }
  /** Not paid yet: a bank transfer under way, or a page that was left. */
  | { kind: 'pending'; workspaceId: number }
  /** It will not be paid any more: the page ran out, or the transfer was refused. */
  | { kind: 'ended'; workspaceId: number }
  /** Not ours: of another product in the same Stripe account, or nobody paid anything. */
  | { kind: 'foreign' }

/**
 * Gives what a checkout session paid for, exactly once, and takes back what was refunded of it since. The return page,
 * the webhooks and reconciliation all call this (R27): whichever is first does it, and the others find it done.
 * Everything is read from Stripe and from our own record of the purchase, nothing from the caller but the session's id.
 * @throws when a paid session that we opened has no purchase: its event stays in the inbox, and operators are told.
 */
export async function fulfil(sessionId: string): Promise<Fulfilment> {
  const session = await stripe().checkout.sessions.retrieve(sessionId)
  if (session.mode === 'subscription') return fulfilSubscription(session)
  if (session.mode === 'setup') return fulfillCardSetup(session)
  const purchase = await purchaseNamedIn(session.metadata)
  if (!purchase) return unmatched(session)
  const { workspaceId, id, credits } = purchase
  if (!isPaid(session)) {
    await settleCheckoutName(session)
    return unpaid(session, purchase)
  }
  if (purchase.status !== 'fulfilled' && !(await isOrderOf(session, purchase)))
    return unmatched(session, 'was for another order than the purchase it names')
  const payment = idOf(session.payment_intent)
  assert(payment || session.amount_total === 0, `paid session ${session.id} has a payment`)
  await keep(purchase, paidColumns(session))
  await grant(purchase)
  if (purchase.status !== 'fulfilled') await settleCheckoutName(session)
  if (payment) await settlePayment(workspaceId, id, payment)
  else await keep(purchase, { status: 'fulfilled', fulfilledAt: marketNow })
  await resolveFinding('unmatched-payment', session.id)
  return { kind: 'credits', workspaceId, credits }
}

async function unmatched(session: Stripe.Checkout.Session, why?: string): Promise<Fulfilment> {
  await noteUnmatchedPayment(session, why)
  return { kind: 'foreign' }
}

/** The ledger takes one grant per purchase, by its key: the second caller gets the first one's result. */
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

async function unpaid(session: Stripe.Checkout.Session, purchase: Purchase): Promise<Fulfilment> {
  const status = await unpaidStatus(session)
  await keep(purchase, { stripeSessionId: session.id, status })
  const over = status === 'expired' || status === 'failed'
  return { kind: over ? 'ended' : 'pending', workspaceId: purchase.workspaceId }
}

/** A completed checkout that is not paid waits for a bank transfer, or the transfer was refused. */
async function unpaidStatus(session: Stripe.Checkout.Session): Promise<Purchase['status']> {
  if (session.status === 'expired') return 'expired'
  if (session.status !== 'complete') return 'open'
  const payment = idOf(session.payment_intent)
  const intent = payment ? await stripe().paymentIntents.retrieve(payment) : null
  return intent?.status === 'requires_payment_method' || intent?.status === 'canceled'
    ? 'failed'
    : 'processing'
}

/** What was fulfilled stays fulfilled, however late an older picture of it arrives. */
async function keep(
  purchase: Purchase,
  change: Partial<Omit<Purchase, 'fulfilledAt'>> & { fulfilledAt?: typeof marketNow },
): Promise<void> {
  await system()
    .update(purchases)
    .set(change)
    .where(and(isPurchase(purchase.workspaceId, purchase.id), ne(purchases.status, 'fulfilled')))
}

async function fulfilSubscription(session: Stripe.Checkout.Session): Promise<Fulfilment> {
  const customer = idOf(session.customer)
  const workspaceId = customer ? await syncSubscription(customer) : null
  if (workspaceId === null) return unmatched(session)
  await settleCheckoutName(session)
  // A bank debit is on its way: the plan starts when it arrives.
  if (session.status === 'complete')
    return { kind: session.payment_status === 'unpaid' ? 'pending' : 'subscription', workspaceId }
  return { kind: session.status === 'expired' ? 'ended' : 'pending', workspaceId }
}
