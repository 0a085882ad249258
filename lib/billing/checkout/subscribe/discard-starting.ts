import { stripe } from '@/lib/billing/stripe/client'
import { idOf } from '@/lib/billing/stripe/responses'
import { voidInvoiceIfOpen } from '@/lib/billing/subscription/subscription-invoices'
import { Refusal } from '@/lib/core/errors'
import type { StartingSubscription } from './starting-subscription.ts'

/**
 * Cancels an unpaid subscription and its invoice, so another plan can be chosen. The invoice is voided first: if Stripe
 * fails in between, the subscription can be discarded again. In the other order its open invoice would block every later
 * plan.
 * @throws Refusal `payment.processing`; `plan.changed` when the invoice was paid in the meantime
 */
export async function discardUnpaidSubscription({
  subscription,
  reason,
}: StartingSubscription): Promise<void> {
  if (reason === 'first-payment-processing')
    throw new Refusal(
      'payment.processing',
      'Your payment is still being processed. You can change or cancel the plan when it arrives.',
    )
  const invoice = idOf(subscription.latest_invoice)
  if (invoice && (await voidInvoiceIfOpen(invoice)) === 'paid')
    throw new Refusal(
      'plan.changed',
      'The payment for this plan just arrived, so the plan has started. Reload the page.',
    )
  await cancelNow(subscription.id)
}

/** Of two concurrent calls, the later one finds the subscription already canceled. */
async function cancelNow(id: string): Promise<void> {
  try {
    await stripe().subscriptions.cancel(id)
  } catch (error) {
    const { status } = await stripe().subscriptions.retrieve(id)
    if (status !== 'canceled' && status !== 'incomplete_expired') throw error
  }
}
