import type Stripe from 'stripe'
import { assert } from '@/lib/core/assert'
import { formatMoney } from '@/lib/core/format'
import { reportFinding, resolveFinding } from './findings.ts'
import { fulfil } from './fulfil.ts'
import { purchaseNamedIn } from './purchase.ts'
import { disputeStanding } from './settle-payment.ts'
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
    const workspaceId = customer ? await syncSubscription(customer) : null
    if (workspaceId !== null) await notePlanMoneyBack(workspaceId, charge)
    return workspaceId
  }
  const session = purchase.stripeSessionId ?? (await sessionOf(charge))
  assert(session, `charge ${chargeId} was paid in a checkout session`)
  await fulfil(session)
  return purchase.workspaceId
}

/**
 * A plan's money that went back takes no credits by itself: the allowance may be half spent and the refund a kindness.
 * Whether the plan ends or credits are taken back is for operators.
 */
async function notePlanMoneyBack(workspaceId: number, charge: Stripe.Charge): Promise<void> {
  const { id, amount, amount_refunded: refunded, disputed, currency } = charge
  const disputes = disputed ? (await stripe().disputes.list({ charge: id, limit: 100 })).data : []
  const standing = disputeStanding(disputes)
  const paid = formatMoney(amount, currency)
  const facts = [
    refunded > 0 ? `${formatMoney(refunded, currency)} of a plan's payment of ${paid} was refunded.` : null,
    standing === 'open' ? `A plan's payment of ${paid} is disputed.` : null,
    standing === 'lost' ? `The dispute about a plan's payment of ${paid} was lost.` : null,
  ].filter((fact) => fact !== null)
  if (facts.length === 0) return resolveFinding('plan-money-back', id)
  const what = `${facts.join(' ')} Its allowance stays granted: end the plan, or take credits back by a correction.`
  await reportFinding({ kind: 'plan-money-back', stripeId: id, workspaceId, what })
}

async function sessionOf({ payment_intent }: Stripe.Charge): Promise<string | undefined> {
  const payment = idOf(payment_intent)
  if (!payment) return undefined
  const { data } = await stripe().checkout.sessions.list({ payment_intent: payment, limit: 1 })
  return data[0]?.id
}
