import { and, inArray, isNull, ne } from 'drizzle-orm'
import type Stripe from 'stripe'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { autoTopUpAttempts, purchases } from '@/db/schema'
import { type AutoTopUpStop, autoTopUpStops, type TopUpFailure } from '@/db/schema/billing/auto-top-up'
import { assert } from '@/lib/core/assert'
import { formatMoney } from '@/lib/core/text/format'
import { grant } from '../checkout/fulfill.ts'
import { isPurchase, type Purchase } from '../checkout/purchase.ts'
import { reportDiscrepancy, resolveDiscrepancy } from '../payments/discrepancies.ts'
import { settlePayment } from '../payments/settle-payment.ts'
import { stripe } from '../stripe/client.ts'
import { idOf, nullIfMissing, taxOf } from '../stripe/responses.ts'
import { recordStripeOwner } from '../stripe/stripe-owner.ts'
import { voidInvoiceIfOpen } from '../subscription/subscription-invoices.ts'
import { changeReserved } from './month.ts'
import { stopAutoTopUp } from './start-top-ups.ts'
import { findTopUp, findTopUpOfInvoice, isAttempt, lockAutoTopUp, type TopUp } from './top-up.ts'

export type TopUpOutcome = 'granted' | 'failed' | 'pending'

/**
 * Does what the invoice of a top-up says now: grants its credits when it is paid, and ends it when it will not be. In any
 * order and any number of times. Without an answer from the bank it changes nothing.
 */
export async function settleTopUp(topUp: TopUp, invoice: Stripe.Invoice): Promise<TopUpOutcome> {
  switch (invoice.status) {
    case 'paid':
      return fulfillTopUp(topUp, invoice)
    case 'void':
    case 'uncollectible':
      return giveUpTopUp(topUp, topUp.attempt.failure ?? 'invoice-failed')
    case 'open': {
      const failure = topUp.attempt.failure ?? (await failureAtBank(invoice))
      return failure ? giveUpTopUp(topUp, failure) : 'pending'
    }
    default:
      return 'pending'
  }
}

/** For webhooks: the workspace whose top-up an invoice is for; null when it is for anything else. */
export async function syncTopUpOfInvoice(invoiceId: string): Promise<number | null> {
  const topUp = await findTopUpOfInvoice(invoiceId)
  if (!topUp) return null
  await settleTopUp(topUp, await stripe().invoices.retrieve(invoiceId))
  return topUp.purchase.workspaceId
}

/** For refunds, disputes and fraud warnings: a top-up with what became of its money. */
export async function syncTopUpPayment({ workspaceId, id, ...purchase }: Purchase): Promise<void> {
  const { status, stripePaymentIntentId: payment, stripeInvoiceId } = purchase
  if (status === 'fulfilled' && payment) return settlePayment(workspaceId, id, payment)
  if (stripeInvoiceId) await syncTopUpOfInvoice(stripeInvoiceId)
}

/** One grant for each purchase, with the key that a checkout's has; then refunds and disputes of its payment. */
async function fulfillTopUp({ purchase, attempt }: TopUp, invoice: Stripe.Invoice): Promise<TopUpOutcome> {
  const { workspaceId, id } = purchase
  if (purchase.status !== 'fulfilled' && !isOrder(invoice, purchase)) {
    const what = `${formatMoney(invoice.total, invoice.currency)} was paid on invoice ${invoice.number ?? invoice.id}, which is not for what auto top-up ordered. Refund it, or grant what it was for.`
    await reportDiscrepancy({ kind: 'unmatched-payment', stripeId: invoice.id, workspaceId, what })
    assert(false, `invoice ${invoice.id} is for purchase ${id}`)
  }
  const payment = await paymentOf(invoice)
  await recordStripeOwner(workspaceId, [invoice.id])
  await updateUnlessFulfilled(purchase, {
    paidCents: invoice.total,
    taxCents: taxOf(invoice),
    discountCents: (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0),
    stripeInvoiceId: invoice.id,
  })
  await grant(purchase)
  if (payment) await settlePayment(workspaceId, id, payment)
  // The customer's credit at Stripe, or an operator in the dashboard, has paid all of it.
  else await updateUnlessFulfilled(purchase, { status: 'fulfilled', fulfilledAt: marketNow as never })
  // Given up and then paid by hand, on Stripe's page of the invoice.
  if (attempt.failure !== null)
    await system().update(autoTopUpAttempts).set({ failure: null }).where(isAttempt(workspaceId, id))
  await resolveDiscrepancy('unmatched-payment', invoice.id)
  return 'granted'
}

/** Tax, discounts and the customer's credit change the total and say nothing about the order. */
function isOrder({ lines, currency }: Stripe.Invoice, purchase: Purchase): boolean {
  const [line, ...others] = lines.data
  return (
    others.length === 0 &&
    line?.amount === purchase.priceCents &&
    line.quantity === purchase.quantity &&
    currency === purchase.currency
  )
}

async function paymentOf({ id: invoice }: Stripe.Invoice): Promise<string | null> {
  const { data } = await stripe().invoicePayments.list({ invoice, status: 'paid', limit: 1 })
  return idOf(data[0]?.payment.payment_intent)
}

async function updateUnlessFulfilled(
  { workspaceId, id }: Purchase,
  change: Partial<typeof purchases.$inferInsert>,
): Promise<void> {
  await system()
    .update(purchases)
    .set(change)
    .where(and(isPurchase(workspaceId, id), ne(purchases.status, 'fulfilled')))
}

/**
 * Ends a top-up that will not be paid: its invoice is voided, what was reserved is released, and auto top-up stops until
 * someone turns it on again. The reason is stored first, so that a crash in between loses none of it.
 */
export async function giveUpTopUp(topUp: TopUp, failure: TopUpFailure): Promise<TopUpOutcome> {
  const { purchase, attempt } = topUp
  const { workspaceId, id, stripeInvoiceId } = purchase
  if (purchase.status !== 'open' && purchase.status !== 'processing') return 'failed'
  if (attempt.failure === null) await markFailure(purchase, failure)
  // Paid at the last moment, on Stripe's page of the invoice: then it is a purchase like any other.
  if (stripeInvoiceId && (await closeInvoice(stripeInvoiceId)) === 'paid') {
    const fresh = await findTopUp(workspaceId, id)
    assert(fresh, `top-up ${id} exists`)
    return fulfillTopUp(fresh, await stripe().invoices.retrieve(stripeInvoiceId))
  }
  await endTopUp(workspaceId, id)
  return 'failed'
}

/** Nobody can pay it any longer. One that Stripe no longer has is closed as well. */
async function closeInvoice(id: string): Promise<Stripe.Invoice.Status | null> {
  const status = await nullIfMissing(voidInvoiceIfOpen(id))
  if (status === 'draft') await nullIfMissing(stripe().invoices.del(id))
  return status
}

/** The first reason counts. */
async function markFailure({ workspaceId, id }: Purchase, failure: TopUpFailure): Promise<void> {
  await system()
    .update(autoTopUpAttempts)
    .set({ failure })
    .where(and(isAttempt(workspaceId, id), isNull(autoTopUpAttempts.failure)))
}

const isStop = (failure: TopUpFailure): failure is AutoTopUpStop =>
  autoTopUpStops.some((stop) => stop === failure)

async function endTopUp(workspaceId: number, id: string): Promise<void> {
  await system().transaction(async (tx) => {
    const row = await lockAutoTopUp(tx, workspaceId)
    assert(row, `workspace ${workspaceId} has auto top-up`)
    const ended = await tx
      .update(purchases)
      .set({ status: 'failed' })
      .where(and(isPurchase(workspaceId, id), inArray(purchases.status, ['open', 'processing'])))
      .returning({ id: purchases.id })
    if (ended.length === 0) return
    const [attempt] = await tx.select().from(autoTopUpAttempts).where(isAttempt(workspaceId, id))
    assert(attempt?.failure, `top-up ${id} has failed`)
    await tx.update(autoTopUpAttempts).set({ reservedCents: 0 }).where(isAttempt(workspaceId, id))
    await changeReserved(tx, workspaceId, attempt.month, -attempt.reservedCents)
    // Another card was chosen meanwhile, or it was turned off: nothing to stop.
    const isCurrent = row.enabled && row.paymentMethodId === attempt.paymentMethodId
    if (isCurrent && isStop(attempt.failure)) await stopAutoTopUp(tx, row, attempt.failure)
  })
}

/** Why an open invoice was not paid, by its payment at Stripe; null: nothing has failed. */
async function failureAtBank({ id: invoice }: Stripe.Invoice): Promise<TopUpFailure | null> {
  const { data } = await stripe().invoicePayments.list({ invoice, limit: 1 })
  const intent = idOf(data[0]?.payment.payment_intent)
  if (!intent) return null
  const { status, last_payment_error: error } = await stripe().paymentIntents.retrieve(intent)
  if (status === 'requires_action') return 'authentication-required'
  return error ? failureOfCode(error.code, error.decline_code) : null
}

const ASKS_CARDHOLDER: readonly (string | undefined)[] = [
  'authentication_required',
  'invoice_payment_intent_requires_action',
  'payment_intent_authentication_failure',
]

export const failureOfCode = (code: string | undefined, declineCode?: string): TopUpFailure =>
  ASKS_CARDHOLDER.includes(code) || ASKS_CARDHOLDER.includes(declineCode)
    ? 'authentication-required'
    : 'declined'

/** What it will cost with tax is known once its invoice is final. False: the maximum leaves too little for that. */
export async function reserveTotal({ purchase, attempt }: TopUp, cents: number): Promise<boolean> {
  const { workspaceId, id } = purchase
  return system().transaction(async (tx) => {
    await lockAutoTopUp(tx, workspaceId)
    const [current] = await tx.select().from(autoTopUpAttempts).where(isAttempt(workspaceId, id))
    assert(current, `top-up ${id} has its attempt`)
    if (current.failure !== null) return false
    if (!(await changeReserved(tx, workspaceId, attempt.month, cents - current.reservedCents))) return false
    await tx.update(autoTopUpAttempts).set({ reservedCents: cents }).where(isAttempt(workspaceId, id))
    return true
  })
}
