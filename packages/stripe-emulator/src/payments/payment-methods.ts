import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { newId } from '../core/ids'
import type { LocalCard } from '../core/kinds'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { type Call, get, idIn, post, type Route } from '../http/route'
import { address } from '../resources/address'
import { emit, emitUpdated } from '../webhooks/events'
import { hasValidCheckDigit, numberOfNamedCard, testCard } from './test-cards'

export interface CardInput {
  number: string
  expMonth: number
  expYear: number
  cvc: string
}

const NO_ADDRESS: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
}

export function billingDetails(
  given: Partial<Stripe.PaymentMethod.BillingDetails> = {},
): Stripe.PaymentMethod.BillingDetails {
  return { address: NO_ADDRESS, email: null, name: null, phone: null, tax_id: null, ...given }
}

/** Keeps what the card is and does, never its number. The same number has the same fingerprint. */
export function createCard(
  world: World,
  { number, expMonth, expYear, cvc }: CardInput,
  details: Stripe.PaymentMethod.BillingDetails = billingDetails(),
): Stripe.PaymentMethod {
  const { brand, country, behavior } = testCard(number)
  const method = world.store.put('payment_method', {
    id: newId('pm_1', 23),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: details,
    card: {
      brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: details.address?.postal_code ? 'pass' : null,
        cvc_check: cvc ? (behavior === 'incorrect_cvc' ? 'fail' : 'pass') : null,
      },
      country,
      display_brand: brand,
      exp_month: expMonth,
      exp_year: expYear,
      fingerprint: createHash('sha256').update(`local:${number}`).digest('base64url').slice(0, 16),
      funding: 'credit',
      generated_from: null,
      last4: number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  })
  world.store.put('local.card', { id: localCardId(method.id), behaviour: behavior, authenticated: false })
  return method
}

/** A bank account with delayed payment. */
export function createBankAccount(
  world: World,
  details: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod {
  return world.store.put('payment_method', {
    id: newId('pm_1', 23),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: details,
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'us_bank_account',
    us_bank_account: {
      account_holder_type: 'company',
      account_type: 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: null,
      fingerprint: 'LocalTestBank001',
      last4: '6789',
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: '110000000',
      status_details: null,
    },
  })
}

const localCardId = (paymentMethodId: string) => `card_of_${paymentMethodId}`

/** Methods other than cards have no card behavior; their charges are settled with the control API. */
export function localCard(world: World, paymentMethodId: string): LocalCard {
  const id = localCardId(paymentMethodId)
  return world.store.find('local.card', id) ?? { id, behaviour: 'succeeds', authenticated: true }
}

export function markAuthenticated(world: World, paymentMethodId: string): void {
  world.store.put('local.card', { ...localCard(world, paymentMethodId), authenticated: true })
}

export function attach(world: World, method: Stripe.PaymentMethod, customerId: string): Stripe.PaymentMethod {
  if (method.customer === customerId) return method
  if (method.customer)
    throw invalid('The payment method you provided has already been attached to a customer.')
  const attached = world.store.put('payment_method', { ...method, customer: customerId })
  emit(world, 'payment_method.attached', attached)
  return attached
}

function namedMethod(world: World, name: string): Stripe.PaymentMethod | undefined {
  const number = numberOfNamedCard(name)
  const expYear = new Date(world.now() * 1000).getUTCFullYear() + 5
  return number ? createCard(world, { number, expMonth: 12, expYear, cvc: '123' }) : undefined
}

/** A stored method, or one of Stripe's ready-made test names such as `pm_card_visa`. */
export function needMethod(world: World, id: string, param = 'payment_method'): Stripe.PaymentMethod {
  return namedMethod(world, id) ?? world.store.need('payment_method', id, param)
}

function readCard(params: Params): CardInput {
  const number = params.required('number').replace(/\s/g, '')
  if (!/^\d{12,19}$/.test(number) || !hasValidCheckDigit(number))
    throw invalid('Your card number is incorrect.', 'card[number]', 'incorrect_number')
  return {
    number,
    expMonth: params.integer('exp_month', { min: 1, max: 12 }) ?? 12,
    expYear: params.integer('exp_year') ?? 2034,
    cvc: params.text('cvc') ?? '',
  }
}

function create({ world, params }: Call): Stripe.PaymentMethod {
  if (params.required('type') !== 'card') throw invalid('The local Stripe makes cards only here.', 'type')
  const card = params.child('card')
  const details = params.child('billing_details')
  const token = card?.text('token')
  const method = token ? namedMethod(world, token) : createCard(world, readCard(card ?? params))
  if (!method) throw invalid(`No such token: '${token}'`, 'card[token]', 'resource_missing')
  return world.store.put('payment_method', {
    ...method,
    metadata: params.metadata('metadata'),
    billing_details: billingDetails({
      address: (details && address(details)) ?? NO_ADDRESS,
      email: details?.text('email') ?? null,
      name: details?.text('name') ?? null,
      phone: details?.text('phone') ?? null,
    }),
  })
}

function detach(call: Call): Stripe.PaymentMethod {
  const { world } = call
  const method = world.store.need('payment_method', idIn(call))
  const customer = world.store.find('customer', method.customer as string | null)
  if (!customer)
    throw invalid(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    )
  if (customer.invoice_settings.default_payment_method === method.id) {
    const invoice_settings = { ...customer.invoice_settings, default_payment_method: null }
    emitUpdated(
      world,
      'customer.updated',
      customer,
      world.store.put('customer', { ...customer, invoice_settings }),
    )
  }
  const detached = world.store.put('payment_method', { ...method, customer: null })
  emit(world, 'payment_method.detached', detached, { customer: customer.id })
  return detached
}

export const paymentMethodRoutes: Route[] = [
  post('/v1/payment_methods', create),
  get('/v1/payment_methods', (call) =>
    pageOf(call, 'payment_method', '/v1/payment_methods', filters(call.params, 'customer', 'type')),
  ),
  get('/v1/customers/:id/payment_methods', (call) =>
    pageOf(call, 'payment_method', `/v1/customers/${idIn(call)}/payment_methods`, [
      ['customer', idIn(call)],
      ...filters(call.params, 'type'),
    ]),
  ),
  get('/v1/payment_methods/:id', (call) => call.world.store.need('payment_method', idIn(call))),
  post('/v1/payment_methods/:id/attach', (call) => {
    const customer = call.world.store.need('customer', call.params.required('customer'), 'customer')
    return attach(call.world, needMethod(call.world, idIn(call)), customer.id)
  }),
  post('/v1/payment_methods/:id/detach', detach),
  post('/v1/payment_methods/:id', (call) => {
    const before = call.world.store.need('payment_method', idIn(call))
    const metadata = call.params.metadata('metadata', before.metadata)
    return call.world.store.put('payment_method', { ...before, metadata })
  }),
]
