import type Stripe from 'stripe'
import { idOf, newId } from '../core/ids'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { get, idIn, post, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'
import { cardFeeCents, recordMovement } from './balance-transactions'
import { billingDetails } from './payment-methods'
import type { Decline } from './test-cards'

function methodDetails(
  method: Stripe.PaymentMethod,
  intent: Stripe.PaymentIntent,
  authenticated: boolean,
): Stripe.Charge.PaymentMethodDetails {
  if (!method.card) return { type: method.type, [method.type]: method.us_bank_account ?? null }
  const { card } = method
  return {
    type: 'card',
    card: {
      amount_authorized: intent.amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: authenticated ? '05' : null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' },
      fingerprint: card.fingerprint,
      funding: card.funding,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: null,
      overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
      regulated_status: 'unregulated',
      three_d_secure: authenticated
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: null,
            version: '2.2.0',
          }
        : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

function outcome(decline: Decline | null): Stripe.Charge.Outcome {
  const approved = decline === null
  return {
    advice_code: approved ? null : 'try_again_later',
    network_advice_code: null,
    network_decline_code: approved ? null : '01',
    network_status: approved ? 'approved_by_network' : 'declined_by_network',
    reason: decline?.declineCode ?? null,
    risk_level: 'normal',
    risk_score: 5,
    seller_message: approved
      ? 'Payment complete.'
      : 'The bank did not return any further details with this decline.',
    type: approved ? 'authorized' : 'issuer_declined',
  }
}

interface ChargeResult {
  status: 'succeeded' | 'failed' | 'pending'
  decline?: Decline
  authenticated?: boolean
}

/** Attempts to charge an intent, with its event and, if successful, its balance transaction. */
export function createCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { status, decline, authenticated = false }: ChargeResult,
): Stripe.Charge {
  const id = newId(method.card ? 'ch_3' : 'py_3', 23)
  const charge: Stripe.Charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: status === 'failed' ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { ...billingDetails(), ...method.billing_details },
    calculated_statement_descriptor: 'MARKET TRAK',
    captured: status !== 'failed',
    created: world.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcome(decline ?? null),
    paid: status === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: methodDetails(method, intent, authenticated),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: status === 'succeeded' ? `${world.baseUrl}/receipts/${id}` : null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  }
  if (status === 'succeeded') return moneyArrived(world, charge)
  world.store.put('charge', charge)
  emit(world, status === 'failed' ? 'charge.failed' : 'charge.pending', charge)
  return charge
}

/** A successful charge, immediate or delayed: adds the balance transaction. */
export function moneyArrived(world: World, charge: Stripe.Charge): Stripe.Charge {
  const movement = recordMovement(world, {
    amountCents: charge.amount,
    feeCents: cardFeeCents(charge.amount),
    currency: charge.currency,
    source: charge.id,
    type: charge.payment_method_details?.type === 'card' ? 'charge' : 'payment',
    reportingCategory: 'charge',
    description: charge.description,
  })
  const settled = world.store.put('charge', {
    ...charge,
    balance_transaction: movement.id,
    paid: true,
    status: 'succeeded',
    receipt_url: `${world.baseUrl}/receipts/${charge.id}`,
  })
  emit(world, 'charge.succeeded', settled)
  return settled
}

/** A pending charge that the bank declined. */
export function moneyRefused(world: World, charge: Stripe.Charge, decline: Decline): Stripe.Charge {
  const failed = world.store.put('charge', {
    ...charge,
    amount_captured: 0,
    captured: false,
    status: 'failed',
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: outcome(decline),
  })
  emit(world, 'charge.failed', failed)
  return failed
}

export const chargeRoutes: Route[] = [
  get('/v1/charges', (call) =>
    pageOf(call, 'charge', '/v1/charges', filters(call.params, 'customer', 'payment_intent')),
  ),
  get('/v1/charges/:id', (call) => call.world.store.need('charge', idIn(call))),
  post('/v1/charges/:id', (call) => {
    const before = call.world.store.need('charge', idIn(call))
    const after = call.world.store.put('charge', {
      ...before,
      description: call.params.text('description') ?? before.description,
      metadata: call.params.metadata('metadata', before.metadata),
    })
    emitUpdated(call.world, 'charge.updated', before, after)
    return after
  }),
]

export function chargeOf(world: World, intent: Stripe.PaymentIntent): Stripe.Charge | undefined {
  return world.store.find('charge', idOf(intent.latest_charge))
}
