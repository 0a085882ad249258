import Stripe from 'stripe'
import { stripe } from '../../stripe/client.ts'

type Refund = { id: string; workspaceId: number; chargeId: string; amountCents: number }

export type RefundResult = { stripeRefundId: string } | { refusal: string }

/**
 * Requests a refund at Stripe. The same id is the same refund, however often it is sent. Credits follow Stripe's webhook (R18),
 * not this call. Rethrows what may pass, such as a network failure.
 */
export async function refundPayment({
  id,
  workspaceId,
  chargeId,
  amountCents,
}: Refund): Promise<RefundResult> {
  try {
    const refund = await stripe().refunds.create(
      {
        charge: chargeId,
        amount: amountCents,
        reason: 'requested_by_customer',
        metadata: { workspace_id: String(workspaceId), operator_refund_id: id },
      },
      { idempotencyKey: `operator-refund:${id}` },
    )
    return { stripeRefundId: refund.id }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
    if (error.code === 'charge_already_refunded') return { refusal: 'It was already refunded in full.' }
    if (error.code === 'charge_disputed') return { refusal: 'The payment is disputed, so the bank decides.' }
    return { refusal: 'Stripe refused it. Less may be left to refund. Check the payment in Stripe.' }
  }
}

/** The most refunds of a payment that are looked through; packs and plans are never refunded in as many parts. */
const MOST_REFUNDS = 100

/**
 * The refund at Stripe that an earlier call made; null if none did. For calls that may be repeated a day later: Stripe forgets
 * idempotency keys by then.
 */
export async function findSentRefund({
  id,
  chargeId,
}: Pick<Refund, 'id' | 'chargeId'>): Promise<string | null> {
  const { data } = await stripe().refunds.list({ charge: chargeId, limit: MOST_REFUNDS })
  return data.find(({ metadata }) => metadata?.operator_refund_id === id)?.id ?? null
}
