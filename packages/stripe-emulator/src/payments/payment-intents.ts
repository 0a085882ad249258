import type Stripe from 'stripe'
import { ApiError, invalid } from '../core/errors'
import { idOf } from '../core/ids'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { type Call, get, idIn, post, type Route } from '../http/route'
import { emit } from '../webhooks/events'
import { needMethod } from './payment-methods'
import { confirmIntent, createIntent } from './payments'

/** A decline in the API returns 402 and keeps its writes. */
function confirmOrFail(world: World, intent: Stripe.PaymentIntent, methodId: string, offSession: boolean) {
  const result = confirmIntent(world, intent, needMethod(world, methodId), offSession ? 'absent' : 'present')
  if (result.outcome !== 'declined') return result.intent
  const { code, declineCode, message } = result.decline
  throw new ApiError(
    402,
    { type: 'card_error', code, decline_code: declineCode, message, payment_intent: result.intent },
    true,
  )
}

function create({ world, params }: Call): Stripe.PaymentIntent {
  const amountCents = params.integer('amount', { min: 50, max: 99_999_999 })
  if (amountCents === undefined)
    throw invalid('Missing required param: amount.', 'amount', 'parameter_missing')
  const customer = params.text('customer') ?? null
  if (customer) world.store.need('customer', customer, 'customer')
  params.accept('automatic_payment_methods', 'return_url', 'statement_descriptor')
  const methodId = params.text('payment_method')
  const offSession = params.flag('off_session') ?? false
  const confirmNow = params.flag('confirm') ?? false
  return world.atCustomerTime(customer, () => {
    const intent = createIntent(world, {
      amountCents,
      currency: params.required('currency').toLowerCase(),
      customer,
      description: params.text('description') ?? null,
      metadata: params.metadata('metadata'),
      methodTypes: params.texts('allowed_payment_method_types'),
      receiptEmail: params.text('receipt_email') ?? null,
      saveCard: params.text('setup_future_usage') !== undefined,
    })
    if (!methodId) return intent
    if (confirmNow) return confirmOrFail(world, intent, methodId, offSession)
    const method = needMethod(world, methodId)
    return world.store.put('payment_intent', {
      ...intent,
      payment_method: method.id,
      status: 'requires_confirmation',
    })
  })
}

const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation']

function confirm(call: Call): Stripe.PaymentIntent {
  const { world, params } = call
  const intent = world.store.need('payment_intent', idIn(call))
  params.accept('return_url')
  if (!CONFIRMABLE.includes(intent.status)) throw unexpected(intent, 'confirm')
  const methodId = params.text('payment_method') ?? idOf(intent.payment_method)
  if (!methodId)
    throw invalid(
      'You cannot confirm this PaymentIntent because it is missing a payment method.',
      'payment_method',
    )
  return confirmOrFail(world, intent, methodId, params.flag('off_session') ?? false)
}

function cancel(call: Call): Stripe.PaymentIntent {
  const { world, params } = call
  const intent = world.store.need('payment_intent', idIn(call))
  if (![...CONFIRMABLE, 'requires_action', 'processing'].includes(intent.status))
    throw unexpected(intent, 'cancel')
  const canceled = world.store.put('payment_intent', {
    ...intent,
    canceled_at: world.now(),
    cancellation_reason: params.text('cancellation_reason') ?? null,
    next_action: null,
    status: 'canceled',
  })
  emit(world, 'payment_intent.canceled', canceled)
  return canceled
}

function unexpected(intent: Stripe.PaymentIntent, verb: string): ApiError {
  const message = `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`
  return invalid(message, undefined, 'payment_intent_unexpected_state')
}

function update(call: Call): Stripe.PaymentIntent {
  const { world, params } = call
  const before = world.store.need('payment_intent', idIn(call))
  return world.store.put('payment_intent', {
    ...before,
    description: params.text('description') ?? before.description,
    metadata: params.metadata('metadata', before.metadata),
  })
}

export const paymentIntentRoutes: Route[] = [
  post('/v1/payment_intents', create),
  get('/v1/payment_intents', (call) =>
    pageOf(call, 'payment_intent', '/v1/payment_intents', filters(call.params, 'customer')),
  ),
  get('/v1/payment_intents/:id', (call) => {
    call.params.accept('client_secret')
    return call.world.store.need('payment_intent', idIn(call))
  }),
  post('/v1/payment_intents/:id', update),
  post('/v1/payment_intents/:id/confirm', confirm),
  post('/v1/payment_intents/:id/cancel', cancel),
]
