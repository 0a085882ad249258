import { Refusal } from '@/lib/core/errors'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/stripe-id.ts'
import { voidIfOpen } from '../subscription/subscription-invoices.ts'
import type { StartingSubscription } from './starting-subscription.ts'

/**
 * Cancels a subscription that nobody paid for, and its invoice with it, so that another plan can be chosen. The invoice
 * goes first: if Stripe stops answering in between, the subscription is still there to be discarded again. The other way
 * round its open invoice would stand in the way of every later plan.
 * @throws Refusal `payment.processing`; `plan.changed` when the invoice was paid in the meantime
 */
export async function discardStarting({ subscription, reason }: StartingSubscription): Promise<void> {
  if (reason === 'first-payment-processing')
    throw new Refusal(
      'payment.processing',
      'Your payment is already on its way. Once it has arrived you can change or cancel the plan.',
    )
  const invoice = idOf(subscription.latest_invoice)
  if (invoice && (await voidIfOpen(invoice)) === 'paid')
    throw new Refusal(
      'plan.changed',
      'The payment for this plan just arrived, so the plan has started. Reload the page.',
    )
  await cancelNow(subscription.id)
}

/** Two who discard it at the same time: the later one finds it gone. */
async function cancelNow(id: string): Promise<void> {
  try {
    await stripe().subscriptions.cancel(id)
  } catch (error) {
    const { status } = await stripe().subscriptions.retrieve(id)
    if (status !== 'canceled' && status !== 'incomplete_expired') throw error
  }
}
