import type Stripe from 'stripe'
import { assert } from '@/lib/core/assert'
import { fulfil } from './fulfil.ts'
import { purchaseNamedIn } from './purchase.ts'
import { stripe } from './stripe.ts'
import { idOf } from './stripe-id.ts'
import { syncSubscription } from './sync-subscription.ts'

/**
 * Brings up to date whatever a charge paid for: the pack with its refunds and disputes, or the subscription. Answers
 * the workspace; null when the charge is none of ours.
 */
export async function syncPayment(chargeId: string): Promise<number | null> {
  const charge = await stripe().charges.retrieve(chargeId)
  const purchase = await purchaseNamedIn(charge.metadata)
  if (!purchase) {
    const customer = idOf(charge.customer)
    return customer ? syncSubscription(customer) : null
  }
  const session = purchase.stripeSessionId ?? (await sessionOf(charge))
  assert(session, `charge ${chargeId} was paid in a checkout session`)
  await fulfil(session)
  return purchase.workspaceId
}

async function sessionOf({ payment_intent }: Stripe.Charge): Promise<string | undefined> {
  const payment = idOf(payment_intent)
  if (!payment) return undefined
  const { data } = await stripe().checkout.sessions.list({ payment_intent: payment, limit: 1 })
  return data[0]?.id
}
