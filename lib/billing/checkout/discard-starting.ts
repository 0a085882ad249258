import { Refusal } from '@/lib/core/errors'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/stripe-id.ts'
import { voidInvoiceIfOpen } from '../subscription/subscription-invoices.ts'
import type { StartingSubscription } from './starting-subscription.ts'

/**
 * Cancels an unpaid subscription and its invoice, so another plan can be chosen.
 * @throws Refusal `payment.processing`
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
  await cancelNow(subscription.id)
  const invoice = idOf(subscription.latest_invoice)
  if (invoice) await voidInvoiceIfOpen(invoice)
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
