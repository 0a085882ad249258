import type Stripe from 'stripe'
import { startingReason, type UnfundedReason } from '@/lib/billing/funding/funding'
import { stripe } from '@/lib/billing/stripe/client'
import { idOf } from '@/lib/billing/stripe/responses'
import { getPlanOfPrice, type Priced, planItem } from '@/lib/billing/subscription/stripe-plan'
import { listInvoices } from '@/lib/billing/subscription/subscription-invoices'

/** A subscription whose first payment has not arrived: it funds nothing, and the previous plan continues (R19). */
export type StartingSubscription = {
  subscription: Stripe.Subscription
  wanted: Priced
  reason: UnfundedReason
  /** The first invoice, while it can be paid. */
  invoice: Stripe.Invoice | null
}

/**
 * The newest subscription that Stripe keeps open. An `incomplete` one waits 23 hours for its first payment; with a bank
 * debit in progress, Stripe calls it active immediately.
 */
export async function readStartingSubscription(
  unpaid: readonly Stripe.Subscription[],
  all: readonly Stripe.Subscription[],
): Promise<StartingSubscription | null> {
  const waiting = [...unpaid, ...all.filter(({ status }) => status === 'incomplete')]
  const [subscription] = waiting.toSorted((a, b) => b.created - a.created)
  const item = subscription && planItem(subscription)
  if (!subscription || !item?.price.metadata?.plan_key) return null
  const first = (await listInvoices(subscription.id)).at(-1)
  const canBePaid = first?.status === 'open' || first?.status === 'uncollectible'
  const isProcessing = first?.status === 'open' && (await isPaymentProcessing(first))
  return {
    subscription,
    wanted: await getPlanOfPrice(item.price),
    reason: startingReason(subscription, first, isProcessing),
    invoice: canBePaid ? first : null,
  }
}

/** Whether a bank debit is in progress: it takes days, and no other payment is possible until then. */
async function isPaymentProcessing({ id }: Stripe.Invoice): Promise<boolean> {
  if (!id) return false
  const { data } = await stripe().invoicePayments.list({ invoice: id, limit: 10 })
  for (const { payment } of data) {
    const intent = idOf(payment.payment_intent)
    if (intent && (await stripe().paymentIntents.retrieve(intent)).status === 'processing') return true
  }
  return false
}
