import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { idOf, newId } from '../core/ids'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { type Call, get, idIn, post, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'
import { recordMovement } from './balance-transactions'
import { isChargedBack } from './disputes'
import { settleWarnings } from './early-fraud-warnings'

function chargeFor({ world, params }: Call): Stripe.Charge {
  const chargeId = params.text('charge')
  const intentId = params.text('payment_intent')
  if (chargeId) return world.store.need('charge', chargeId, 'charge')
  if (!intentId)
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  const intent = world.store.need('payment_intent', intentId, 'payment_intent')
  const latest = world.store.find('charge', idOf(intent.latest_charge))
  if (latest?.paid) return latest
  throw invalid(
    `This PaymentIntent (${intentId}) does not have a successful charge to refund.`,
    'payment_intent',
  )
}

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const

function create(call: Call): Stripe.Refund {
  const { world, params } = call
  const charge = chargeFor(call)
  const leftCents = charge.amount - charge.amount_refunded
  const amountCents = params.integer('amount', { min: 1 }) ?? leftCents
  if (!charge.paid) throw invalid(`Charge ${charge.id} was not paid.`, 'charge')
  if (isChargedBack(world, charge))
    throw invalid(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      'charge',
      'charge_disputed',
    )
  if (charge.refunded)
    throw invalid(`Charge ${charge.id} has already been refunded.`, 'charge', 'charge_already_refunded')
  if (amountCents > leftCents)
    throw invalid(
      `Refund amount ($${(amountCents / 100).toFixed(2)}) is greater than unrefunded amount on charge ($${(leftCents / 100).toFixed(2)})`,
      'amount',
    )
  return refund(world, charge, amountCents, {
    reason: params.choice('reason', REASONS) ?? null,
    metadata: params.metadata('metadata'),
  })
}

/** Refunds a charge fully or partly. Stripe keeps its fee. */
function refund(
  world: World,
  charge: Stripe.Charge,
  amountCents: number,
  { reason, metadata }: Pick<Stripe.Refund, 'reason' | 'metadata'>,
): Stripe.Refund {
  const id = newId('re_3', 23)
  const movement = recordMovement(world, {
    amountCents: -amountCents,
    currency: charge.currency,
    source: id,
    type: 'refund',
    reportingCategory: 'refund',
    description: `REFUND FOR CHARGE (${charge.id})`,
  })
  const made = world.store.put('refund', {
    id,
    object: 'refund',
    amount: amountCents,
    balance_transaction: movement.id,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  })
  const refundedCents = charge.amount_refunded + amountCents
  const after = world.store.put('charge', {
    ...charge,
    amount_refunded: refundedCents,
    refunded: refundedCents === charge.amount,
  })
  emit(world, 'refund.created', made)
  emit(world, 'charge.refunded', after, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  })
  settleWarnings(world, after)
  return made
}

/** A refund failed at the customer's bank: the money returns to the seller, and the charge is no longer refunded. */
export function failRefund(
  world: World,
  before: Stripe.Refund,
  outcome: 'failed' | 'canceled' = 'failed',
): Stripe.Refund {
  if (before.status === 'failed' || before.status === 'canceled')
    throw invalid(`This refund (${before.id}) has already ${before.status}.`)
  const charge = world.store.need('charge', idOf(before.charge) ?? '')
  const movement = recordMovement(world, {
    amountCents: before.amount,
    currency: before.currency,
    source: before.id,
    type: 'refund_failure',
    reportingCategory: 'refund_failure',
    description: `REFUND FAILURE FOR CHARGE (${charge.id})`,
  })
  const after = world.store.put('refund', {
    ...before,
    failure_balance_transaction: movement.id,
    ...(outcome === 'failed' && { failure_reason: 'expired_or_canceled_card' }),
    status: outcome,
  })
  const restored = { amount_refunded: charge.amount_refunded - before.amount, refunded: false }
  const charged = world.store.put('charge', { ...charge, ...restored })
  emitUpdated(world, 'charge.updated', charge, charged)
  if (outcome === 'failed') emit(world, 'refund.failed', after)
  emitUpdated(world, 'refund.updated', before, after)
  emitUpdated(world, 'charge.refund.updated', before, after)
  return after
}

function update(call: Call): Stripe.Refund {
  const before = call.world.store.need('refund', idIn(call))
  const metadata = call.params.metadata('metadata', before.metadata)
  const after = call.world.store.put('refund', { ...before, metadata })
  emitUpdated(call.world, 'refund.updated', before, after)
  return after
}

export const refundRoutes: Route[] = [
  post('/v1/refunds', create),
  get('/v1/refunds', (call) =>
    pageOf(call, 'refund', '/v1/refunds', filters(call.params, 'charge', 'payment_intent')),
  ),
  get('/v1/refunds/:id', (call) => call.world.store.need('refund', idIn(call))),
  post('/v1/refunds/:id', update),
]
