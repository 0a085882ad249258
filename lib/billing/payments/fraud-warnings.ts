import { and, eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { system } from '@/db/client'
import { billingFindings } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { formatCredits, formatMoney } from '@/lib/core/text/format'
import type { Purchase } from '../checkout/purchase.ts'
import { stripe } from '../stripe/client.ts'
import { reportDiscrepancy, resolveDiscrepancy } from './discrepancies.ts'
import { readMoneyBack } from './money-back.ts'

/** Whether a card issuer has reported this charge as fraud, in which case each check of the charge checks the warning. */
export async function hasFraudDiscrepancy(chargeId: string): Promise<boolean> {
  const [found] = await system()
    .select({ id: billingFindings.id })
    .from(billingFindings)
    .where(and(eq(billingFindings.kind, 'early-fraud-warning'), eq(billingFindings.stripeId, chargeId)))
  return found !== undefined
}

/**
 * A card issuer reports a payment as fraud a few days before the cardholder disputes it. A refund in that time avoids the
 * dispute and its fee, so operators see the warning until the payment is refunded or disputed (R18).
 */
export async function reportFraudWarning(
  workspaceId: number,
  charge: Stripe.Charge,
  purchase: Purchase | undefined,
): Promise<void> {
  const [warning] = (await stripe().radar.earlyFraudWarnings.list({ charge: charge.id, limit: 1 })).data
  if (!warning) return
  const { dispute } = await readMoneyBack(charge)
  if (charge.refunded || dispute !== null) return resolveDiscrepancy('early-fraud-warning', charge.id)
  const bought = purchase ? `${formatCredits(purchase.credits)} (purchase ${purchase.id})` : 'a plan'
  const advice = purchase ? 'Refund it while credits are unspent.' : 'Refund it in Stripe and end the plan.'
  await reportDiscrepancy({
    kind: 'early-fraud-warning',
    stripeId: charge.id,
    workspaceId,
    purchaseId: purchase?.id ?? null,
    what: `The card issuer reported the payment of ${formatMoney(charge.amount, charge.currency)} for ${bought} as fraud (${warning.fraud_type.replaceAll('_', ' ')}). ${advice} A dispute is likely otherwise.`,
  })
}

/**
 * Refunds what is left of a payment that was reported as fraud. A second click does not refund again.
 * @throws Refusal `payment.not-refundable`
 */
export async function refundFraud(chargeId: string, purchase: Purchase): Promise<void> {
  try {
    await stripe().refunds.create(
      { charge: chargeId, reason: 'fraudulent' },
      // A failed refund changes the revision, so it can be retried.
      { idempotencyKey: `fraud-refund:${chargeId}:${purchase.revision}` },
    )
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    if (error.code === 'charge_already_refunded') return
    throw new Refusal(
      'payment.not-refundable',
      'Stripe refused the refund. The payment may already be disputed. Check it in Stripe.',
    )
  }
}
