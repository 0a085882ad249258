import type Stripe from 'stripe'
import { faultSettings, strikes } from '../core/faults'
import { idOf, newId } from '../core/ids'
import type { World } from '../core/world'
import { emit } from '../webhooks/events'
import { chargeOf, createCharge, moneyArrived, moneyRefused } from './charges'
import { openDispute } from './disputes'
import { warnOfFraud } from './early-fraud-warnings'
import { localCard, markAuthenticated } from './payment-methods'
import { asksForAuthentication, type Decline, declineOf, GENERIC_DECLINE } from './test-cards'

interface IntentStart {
  amountCents: number
  currency: string
  customer: string | null
  description?: string | null
  metadata?: Stripe.Metadata
  methodTypes?: string[]
  receiptEmail?: string | null
  saveCard?: boolean
}

export function createIntent(world: World, start: IntentStart): Stripe.PaymentIntent {
  const id = newId('pi_3', 23)
  const intent = world.store.put('payment_intent', {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: start.amountCents,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${newId('', 25)}`,
    confirmation_method: 'automatic',
    created: world.now(),
    currency: start.currency,
    customer: start.customer,
    customer_account: null,
    description: start.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: start.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: start.methodTypes ?? ['card'],
    payment_record: null,
    processing: null,
    receipt_email: start.receiptEmail ?? null,
    review: null,
    setup_future_usage: start.saveCard ? 'off_session' : null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  })
  emit(world, 'payment_intent.created', intent)
  return intent
}

export type Confirmation =
  | { outcome: 'succeeded'; intent: Stripe.PaymentIntent }
  | { outcome: 'processing'; intent: Stripe.PaymentIntent }
  | { outcome: 'requires_action'; intent: Stripe.PaymentIntent; challengeUrl: string }
  | { outcome: 'declined'; intent: Stripe.PaymentIntent; decline: Decline }

const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

export const AUTHENTICATION_FAILED: Decline = {
  code: 'payment_intent_authentication_failure',
  declineCode: 'authentication_failed',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
}

/**
 * Whether the customer can pass the bank's challenge or has passed it for this payment. `cleared` means `refusalOf` was just
 * checked, so it isn't checked twice.
 */
export type Buyer = 'absent' | 'present' | 'authenticated' | 'cleared'

/** Why this card would be declined now, or null. Configured decline faults are drawn and counted here. */
export function refusalOf(world: World, method: Stripe.PaymentMethod, buyer: Buyer): Decline | null {
  if (buyer === 'cleared' || !method.card) return null
  if (strikes(world, 'decline', faultSettings(world).declineShare)) return GENERIC_DECLINE
  const { behaviour: behavior, authenticated } = localCard(world, method.id)
  const asks = behavior === 'asks_always' || (behavior === 'asks_once' && !authenticated)
  return (
    declineOf(behavior, buyer !== 'absent') ?? (asks && buyer === 'absent' ? AUTHENTICATION_REQUIRED : null)
  )
}

/** Attempts the charge. */
export function confirmIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  buyer: Buyer,
): Confirmation {
  const tried = { ...intent, payment_method: method.id, customer: intent.customer ?? idOf(method.customer) }
  if (!method.card) return wait(world, tried, method)
  const refusal = refusalOf(world, method, buyer)
  if (refusal) return refuse(world, tried, method, refusal)
  if (buyer === 'present' && needsChallenge(world, method)) return challenge(world, tried)
  return take(world, tried, method, buyer === 'authenticated')
}

export function needsChallenge(world: World, method: Stripe.PaymentMethod): boolean {
  return asksForAuthentication(localCard(world, method.id).behaviour)
}

function take(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Confirmation {
  const charge = createCharge(world, intent, method, { status: 'succeeded', authenticated })
  const paid = world.store.put('payment_intent', {
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: 'succeeded',
  })
  emit(world, 'payment_intent.succeeded', paid)
  const { behaviour: behavior } = localCard(world, method.id)
  if (behavior === 'disputed') openDispute(world, charge, { reason: 'fraudulent' })
  if (behavior === 'inquired') openDispute(world, charge, { reason: 'fraudulent', inquiry: true })
  if (behavior === 'reported_as_fraud') warnOfFraud(world, charge, 'made_with_stolen_card')
  return { outcome: 'succeeded', intent: paid }
}

function refuse(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): Confirmation {
  const charge = createCharge(world, intent, method, { status: 'failed', decline })
  return { outcome: 'declined', decline, intent: putBack(world, intent, method, decline, charge.id) }
}

/** The intent requires another card and has the error. */
function putBack(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
  chargeId?: string,
): Stripe.PaymentIntent {
  const failed = world.store.put('payment_intent', {
    ...intent,
    last_payment_error: {
      ...(chargeId && { charge: chargeId }),
      code: decline.code,
      decline_code: decline.declineCode,
      doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll('_', '-')}`,
      message: decline.message,
      payment_method: method,
      type: 'card_error',
    },
    latest_charge: chargeId ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    processing: null,
    status: 'requires_payment_method',
  })
  emit(world, 'payment_intent.payment_failed', failed)
  return failed
}

function challenge(world: World, intent: Stripe.PaymentIntent): Confirmation {
  const challengeUrl = `${world.baseUrl}/c/3ds/${intent.id}`
  const waiting = world.store.put('payment_intent', {
    ...intent,
    next_action: { type: 'redirect_to_url', redirect_to_url: { return_url: null, url: challengeUrl } },
    status: 'requires_action',
  })
  emit(world, 'payment_intent.requires_action', waiting)
  return { outcome: 'requires_action', intent: waiting, challengeUrl }
}

/** The customer returned from the bank's page. */
export function answerChallenge(world: World, intent: Stripe.PaymentIntent, passed: boolean): Confirmation {
  const method = world.store.need('payment_method', idOf(intent.payment_method) ?? '')
  if (passed) {
    markAuthenticated(world, method.id)
    return take(world, intent, method, true)
  }
  const failed = putBack(world, intent, method, AUTHENTICATION_FAILED)
  return { outcome: 'declined', decline: AUTHENTICATION_FAILED, intent: failed }
}

function wait(world: World, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Confirmation {
  const charge = createCharge(world, intent, method, { status: 'pending' })
  const processing = world.store.put('payment_intent', {
    ...intent,
    latest_charge: charge.id,
    processing: null,
    status: 'processing',
  })
  emit(world, 'payment_intent.processing', processing)
  return { outcome: 'processing', intent: processing }
}

const BANK_REFUSED: Decline = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: 'insufficient_funds',
  message: 'The customer’s bank account could not be debited.',
}

/** A processing bank transfer succeeded or failed. */
export function settleIntent(world: World, intent: Stripe.PaymentIntent, arrived: boolean): Confirmation {
  const charge = chargeOf(world, intent)
  const method = world.store.need('payment_method', idOf(intent.payment_method) ?? '')
  if (!arrived) {
    if (charge) moneyRefused(world, charge, BANK_REFUSED)
    const failed = putBack(world, intent, method, BANK_REFUSED, charge?.id)
    return { outcome: 'declined', decline: BANK_REFUSED, intent: failed }
  }
  if (charge) moneyArrived(world, charge)
  const paid = world.store.put('payment_intent', {
    ...intent,
    amount_received: intent.amount,
    processing: null,
    status: 'succeeded',
  })
  emit(world, 'payment_intent.succeeded', paid)
  return { outcome: 'succeeded', intent: paid }
}
