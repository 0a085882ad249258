import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { idOf, newId } from '../core/ids'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { type Call, get, idIn, post, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'
import { recordMovement } from './balance-transactions'
import { settleWarnings } from './early-fraud-warnings'

/** Fee of a card dispute in the US, won or lost. */
const DISPUTE_FEE_CENTS = 1_500
const SECONDS_TO_ANSWER = 9 * 86_400

const TEXT_EVIDENCE = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] as const

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

export interface DisputeTerms {
  reason: string
  /** Amount of a partial dispute. */
  amountCents?: number
  /** An inquiry: no money moves unless it becomes a dispute. */
  inquiry?: boolean
}

const isInquiry = ({ status }: Stripe.Dispute) => status.startsWith('warning_')

const disputesOf = (world: World, charge: Stripe.Charge) =>
  world.store.list('dispute', { where: [['charge', charge.id]] })

/** Whether the bank holds or has withdrawn any part of a charge. */
export const isChargedBack = (world: World, charge: Stripe.Charge): boolean =>
  disputesOf(world, charge).some((dispute) => dispute.status !== 'won' && !isInquiry(dispute))

/** The amount of a charge that can still be disputed. */
function disputableCents(world: World, charge: Stripe.Charge): number {
  const taken = disputesOf(world, charge).filter(
    ({ status }) => status !== 'won' && status !== 'warning_closed',
  )
  return taken.reduce((left, { amount }) => left - amount, charge.amount - charge.amount_refunded)
}

function withdraw(world: World, charge: Stripe.Charge, dispute: string, amountCents: number) {
  return recordMovement(world, {
    amountCents: -amountCents,
    feeCents: DISPUTE_FEE_CENTS,
    currency: charge.currency,
    source: dispute,
    type: 'adjustment',
    reportingCategory: 'dispute',
    description: `Chargeback withdrawal for ${charge.id}`,
  })
}

/** The bank withdraws the money during a dispute, but not during an inquiry. */
export function openDispute(world: World, charge: Stripe.Charge, terms: DisputeTerms): Stripe.Dispute {
  const { reason, inquiry = false } = terms
  const leftCents = disputableCents(world, charge)
  const amountCents = terms.amountCents ?? leftCents
  if (leftCents <= 0) throw invalid('This charge is already disputed.', 'charge', 'charge_disputed')
  if (amountCents > leftCents) throw invalid('This is more than is left of the charge.', 'amount')
  const id = newId('du_1', 23)
  const brand = charge.payment_method_details?.card?.brand ?? 'visa'
  const dispute = world.store.put('dispute', {
    id,
    object: 'dispute',
    amount: amountCents,
    balance_transactions: inquiry ? [] : [withdraw(world, charge, id, amountCents)],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...NO_EVIDENCE, customer_email_address: charge.billing_details.email },
    evidence_details: {
      due_by: world.now() + SECONDS_TO_ANSWER,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: {
        brand,
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network: brand,
        network_reason_code: '83',
      },
    },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  })
  const disputed = world.store.put('charge', { ...charge, disputed: true })
  emitUpdated(world, 'charge.updated', charge, disputed)
  emit(world, 'charge.dispute.created', dispute)
  if (!inquiry) emit(world, 'charge.dispute.funds_withdrawn', dispute)
  settleWarnings(world, disputed)
  return dispute
}

/** Escalates an inquiry to a dispute, which withdraws the money. */
export function escalateInquiry(world: World, before: Stripe.Dispute): Stripe.Dispute {
  if (!isInquiry(before) || before.status === 'warning_closed') throw invalid('This is no open inquiry.')
  const charge = world.store.need('charge', idOf(before.charge) ?? '')
  const { card } = before.payment_method_details ?? {}
  const after = world.store.put('dispute', {
    ...before,
    balance_transactions: [withdraw(world, charge, before.id, before.amount)],
    is_charge_refundable: false,
    ...(card && { payment_method_details: { type: 'card', card: { ...card, case_type: 'chargeback' } } }),
    status: 'needs_response',
  })
  emitUpdated(world, 'charge.dispute.updated', before, after)
  emit(world, 'charge.dispute.funds_withdrawn', after)
  return after
}

/** Reverses a lost dispute, for example after an appeal: the money is returned. */
export function reverseDispute(world: World, before: Stripe.Dispute): Stripe.Dispute {
  if (before.status !== 'lost') throw invalid('This dispute was not lost.')
  return settle(world, before, true)
}

export function closeDispute(world: World, dispute: Stripe.Dispute, won: boolean): Stripe.Dispute {
  const { status } = dispute
  if (status === 'won' || status === 'lost' || status === 'warning_closed')
    throw invalid('This dispute is already closed.')
  if (!isInquiry(dispute)) return settle(world, dispute, won)
  const closed = world.store.put('dispute', { ...dispute, status: 'warning_closed' })
  emit(world, 'charge.dispute.closed', closed)
  return closed
}

function settle(world: World, dispute: Stripe.Dispute, won: boolean): Stripe.Dispute {
  const returned = won
    ? [
        recordMovement(world, {
          amountCents: dispute.amount,
          currency: dispute.currency,
          source: dispute.id,
          type: 'adjustment',
          reportingCategory: 'dispute_reversal',
          description: `Chargeback reversal for ${idOf(dispute.charge)}`,
        }),
      ]
    : []
  const closed = world.store.put('dispute', {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, ...returned],
    status: won ? 'won' : 'lost',
  })
  if (won) emit(world, 'charge.dispute.funds_reinstated', closed)
  emit(world, 'charge.dispute.closed', closed)
  return closed
}

/** Submitting `winning_evidence` or `losing_evidence` decides it immediately, like in Stripe's test mode. */
function update(call: Call): Stripe.Dispute {
  const { world, params } = call
  const before = world.store.need('dispute', idIn(call))
  const given = params.child('evidence')
  const evidence = { ...before.evidence }
  for (const name of TEXT_EVIDENCE) evidence[name] = given?.text(name) ?? evidence[name]
  const submits = given !== undefined && (params.flag('submit') ?? true)
  const after = world.store.put('dispute', {
    ...before,
    evidence,
    evidence_details: {
      ...before.evidence_details,
      has_evidence: before.evidence_details.has_evidence || given !== undefined,
      submission_count: before.evidence_details.submission_count + (submits ? 1 : 0),
    },
    metadata: params.metadata('metadata', before.metadata),
    status: submits ? (isInquiry(before) ? 'warning_under_review' : 'under_review') : before.status,
  })
  emitUpdated(world, 'charge.dispute.updated', before, after)
  const verdict = evidence.uncategorized_text
  if (!submits || (verdict !== 'winning_evidence' && verdict !== 'losing_evidence')) return after
  return closeDispute(world, after, verdict === 'winning_evidence')
}

export const disputeRoutes: Route[] = [
  get('/v1/disputes', (call) =>
    pageOf(call, 'dispute', '/v1/disputes', filters(call.params, 'charge', 'payment_intent')),
  ),
  get('/v1/disputes/:id', (call) => call.world.store.need('dispute', idIn(call))),
  post('/v1/disputes/:id', update),
  post('/v1/disputes/:id/close', (call) =>
    closeDispute(call.world, call.world.store.need('dispute', idIn(call)), false),
  ),
]
