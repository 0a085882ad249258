import type Stripe from 'stripe'
import { assert } from '@/lib/core/assert'
import { formatMoney } from '@/lib/core/text/format'
import { syncTopUpPayment } from '../auto-top-up/settle-top-up.ts'
import { fulfillCheckout } from '../checkout/fulfill.ts'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'
import { syncSubscription } from '../subscription/sync-subscription.ts'
import { reportDiscrepancy, resolveDiscrepancy } from './discrepancies.ts'
import { hasFraudDiscrepancy, reportFraudWarning } from './fraud-warnings.ts'
import { readMoneyBack } from './money-back.ts'
import { purchaseOfCharge } from './purchase-of-charge.ts'

/**
 * Syncs what a charge paid for: the pack with its refunds and disputes, or the subscription. Returns the workspace; null
 * when the charge is not ours. `warned`: the card issuer may have reported it as fraud.
 */
export async function syncPayment(
  chargeId: string,
  { warned = false }: { warned?: boolean } = {},
): Promise<number | null> {
  const charge = await stripe().charges.retrieve(chargeId, { expand: ['refunds'] })
  const purchase = await purchaseOfCharge(charge)
  const workspaceId = purchase?.workspaceId ?? (await syncPlanOf(charge))
  if (workspaceId === null) return null
  if (purchase?.origin === 'auto-top-up') await syncTopUpPayment(purchase)
  else if (purchase) {
    const session = purchase.stripeSessionId ?? (await sessionOf(charge))
    assert(session, `charge ${chargeId} was paid in a checkout session`)
    await fulfillCheckout(session)
  } else await reportPlanMoneyBack(workspaceId, charge)
  if (warned || (await hasFraudDiscrepancy(chargeId))) await reportFraudWarning(workspaceId, charge, purchase)
  return workspaceId
}

async function syncPlanOf({ customer }: Stripe.Charge): Promise<number | null> {
  const id = idOf(customer)
  return id ? syncSubscription(id) : null
}

/**
 * A refunded plan payment does not remove credits automatically: the allowance may be partly spent, and the refund may be
 * goodwill. Operators decide whether to end the plan or remove credits.
 */
async function reportPlanMoneyBack(workspaceId: number, charge: Stripe.Charge): Promise<void> {
  const { id, amount, currency } = charge
  const { refundedCents, disputedCents, lostCents } = await readMoneyBack(charge)
  const money = (cents: number) => formatMoney(cents, currency)
  const paid = money(amount)
  const facts = [
    refundedCents > 0 ? `${money(refundedCents)} of a plan's payment of ${paid} was refunded.` : null,
    disputedCents > 0 ? `${money(disputedCents)} of a plan's payment of ${paid} is disputed.` : null,
    lostCents > 0 ? `A dispute about ${money(lostCents)} of a plan's payment of ${paid} was lost.` : null,
  ].filter((fact) => fact !== null)
  if (facts.length === 0) return resolveDiscrepancy('plan-money-back', id)
  const what = `${facts.join(' ')} Its allowance stays granted: end the plan, or take credits back by a correction.`
  await reportDiscrepancy({ kind: 'plan-money-back', stripeId: id, workspaceId, what })
}

async function sessionOf({ payment_intent }: Stripe.Charge): Promise<string | undefined> {
  const payment = idOf(payment_intent)
  if (!payment) return undefined
  const { data } = await stripe().checkout.sessions.list({ payment_intent: payment, limit: 1 })
  return data[0]?.id
}
