import type Stripe from 'stripe'
import { endSubscription } from '../billing/standing'
import { invalid } from '../core/errors'
import { newId } from '../core/ids'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { filters, isDeletedCustomer, pageOf, withoutClocks } from '../http/lists'
import { type Call, del, get, idIn, post, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'
import { address } from './address'

interface CustomerStart {
  email?: string | null
  name?: string | null
  testClock?: string | null
}

function newCustomer(world: World, { email, name, testClock }: CustomerStart = {}): Stripe.Customer {
  return {
    id: newId('cus_', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: email ?? null,
    invoice_prefix: newId('', 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: name ?? null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: testClock ?? null,
  }
}

export function createCustomer(world: World, start: CustomerStart): Stripe.Customer {
  const customer = world.store.put('customer', newCustomer(world, start))
  emit(world, 'customer.created', customer)
  return customer
}

function change(world: World, before: Stripe.Customer, params: Params): Stripe.Customer {
  const settings = params.child('invoice_settings')
  const defaultMethod = settings?.clearable('default_payment_method')
  if (defaultMethod) {
    const method = world.store.need(
      'payment_method',
      defaultMethod,
      'invoice_settings[default_payment_method]',
    )
    if (method.customer !== before.id)
      throw invalid(
        'The customer does not have a payment method with the ID ' +
          `${defaultMethod}. The payment method must be attached to the customer.`,
        'invoice_settings[default_payment_method]',
        'resource_missing',
      )
  }
  const pick = (name: string, current: string | null | undefined) => {
    const value = params.clearable(name)
    return value === undefined ? (current ?? null) : value
  }
  params.accept('preferred_locales', 'tax', 'tax_exempt', 'shipping', 'expand')
  return {
    ...before,
    address: address(params, before.address),
    balance: params.integer('balance') ?? before.balance,
    description: pick('description', before.description),
    email: pick('email', before.email),
    name: pick('name', before.name),
    phone: pick('phone', before.phone),
    metadata: params.metadata('metadata', before.metadata),
    invoice_settings: {
      ...before.invoice_settings,
      footer: settings?.clearable('footer') ?? before.invoice_settings.footer,
      default_payment_method:
        defaultMethod === undefined ? before.invoice_settings.default_payment_method : defaultMethod,
    },
  }
}

function create({ world, params }: Call): Stripe.Customer {
  const testClock = params.text('test_clock')
  if (testClock) world.store.need('test_helpers.test_clock', testClock, 'test_clock')
  const customer = world.store.put('customer', change(world, newCustomer(world, { testClock }), params))
  emit(world, 'customer.created', customer)
  return customer
}

function update(call: Call): Stripe.Customer {
  const before = call.world.store.need('customer', idIn(call))
  const after = call.world.store.put('customer', change(call.world, before, call.params))
  emitUpdated(call.world, 'customer.updated', before, after)
  return after
}

export const customerRoutes: Route[] = [
  post('/v1/customers', create),
  get('/v1/customers', (call) =>
    pageOf(
      call,
      'customer',
      '/v1/customers',
      withoutClocks(call.params, filters(call.params, 'email', 'test_clock')),
    ),
  ),
  get('/v1/customers/:id', retrieve),
  post('/v1/customers/:id', update),
  del('/v1/customers/:id', remove),
]

/** A deleted customer has little more than its id. */
function retrieve(call: Call): Stripe.Customer | Stripe.DeletedCustomer {
  const id = idIn(call)
  if (!isDeletedCustomer(call.world, id)) return call.world.store.need('customer', id)
  call.params.accept('expand')
  return { id, object: 'customer', deleted: true }
}

/** Cancels the subscriptions of a deleted customer. */
function remove(call: Call): Stripe.DeletedCustomer {
  const { world } = call
  const customer = world.store.need('customer', idIn(call))
  for (const subscription of world.store.list('subscription', { where: [['customer', customer.id]] })) {
    if (subscription.ended_at === null) endSubscription(world, subscription, 'cancellation_requested')
  }
  world.store.remove(customer.id)
  world.store.put('local.deleted_customer', { id: `deleted_${customer.id}`, customer: customer.id })
  emit(world, 'customer.deleted', customer)
  return { id: customer.id, object: 'customer', deleted: true }
}
