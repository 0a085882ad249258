import type Stripe from 'stripe'
import { ApiError, invalid } from '../core/errors'
import { idOf } from '../core/ids'
import { boundaryAfter, intervalOf } from '../core/intervals'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { filters, pageOf, withoutClocks } from '../http/lists'
import { type Call, del, get, idIn, post, type Route } from '../http/route'
import { attach, needMethod } from '../payments/payment-methods'
import { emit, emitUpdated } from '../webhooks/events'
import { issueNow } from './invoices/collect'
import { periodLines } from './invoices/invoice-lines'
import { draftInvoice } from './invoices/invoice-object'
import { startSubscription } from './start'
import { periodOf, withItems } from './subscription-object'
import { cancelSubscription, readItemChanges, updateSubscription } from './subscription-update'

function create({ world, params }: Call): Stripe.Subscription {
  const customer = world.store.need('customer', params.required('customer'), 'customer')
  const items = readItemChanges(world, params).map(({ price, quantity, metadata }) => {
    if (!price)
      throw invalid('Missing required param: items[0][price].', 'items[0][price]', 'parameter_missing')
    return { price, quantity: quantity ?? 1, metadata }
  })
  const methodId = params.text('default_payment_method') ?? customer.invoice_settings.default_payment_method
  const behavior = params.choice('payment_behavior', [
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
  ])
  params.accept('payment_settings', 'off_session', 'proration_behavior')
  const flexible = params.child('billing_mode')?.choice('type', ['classic', 'flexible']) === 'flexible'
  const missing = params
    .child('trial_settings')
    ?.child('end_behavior')
    ?.choice('missing_payment_method', ['cancel', 'create_invoice', 'pause'])
  return world.atCustomerTime(customer.id, () => {
    const trialDays = params.integer('trial_period_days', { min: 1, max: 730 })
    const trialEnd = params.integer('trial_end') ?? (trialDays && world.now() + trialDays * 86_400)
    const method =
      typeof methodId === 'string' ? attach(world, needMethod(world, methodId), customer.id) : undefined
    const started = startSubscription(world, {
      customer,
      items,
      trialEnd: trialEnd ?? null,
      missingMethod: missing ?? 'create_invoice',
      flexible,
      metadata: params.metadata('metadata'),
      description: params.text('description') ?? null,
      method,
      saveAsDefault: params.has('default_payment_method'),
      buyer: behavior === 'default_incomplete' ? 'present' : 'absent',
      payNow: behavior !== 'default_incomplete',
      isTaxed: params.child('automatic_tax')?.flag('enabled') ?? false,
    })
    if (behavior === 'error_if_incomplete' && started.subscription.status === 'incomplete')
      throw new ApiError(402, {
        type: 'card_error',
        code: 'card_declined',
        message: 'Your card was declined.',
      })
    return started.subscription
  })
}

const ENDED = ['canceled', 'incomplete_expired']
const ALIVE = ['active', 'past_due', 'unpaid', 'trialing', 'incomplete', 'paused']

/** Without a status filter, canceled ones are left out, like in Stripe. */
function list(call: Call): Stripe.ApiList<Stripe.Subscription> {
  const status = call.params.text('status')
  const statuses =
    status === 'all' ? [...ALIVE, ...ENDED] : status === 'ended' ? ENDED : status ? [status] : ALIVE
  const price = call.params.text('price')
  return pageOf(call, 'subscription', '/v1/subscriptions', [
    ...withoutClocks(call.params, filters(call.params, 'customer', 'collection_method', 'test_clock')),
    ...(price ? [['items.data[0].price.id', price] as const] : []),
    ['status', statuses],
  ])
}

export const subscriptionRoutes: Route[] = [
  post('/v1/subscriptions', create),
  get('/v1/subscriptions', list),
  get('/v1/subscriptions/:id', (call) => call.world.store.need('subscription', idIn(call))),
  post('/v1/subscriptions/:id/resume', (call) => resumeSubscription(call.world, idIn(call), call.params)),
  post('/v1/subscriptions/:id', (call) => updateSubscription(call.world, idIn(call), call.params)),
  del('/v1/subscriptions/:id', (call) => cancelSubscription(call.world, idIn(call), call.params)),
  get('/v1/subscription_items', (call) => {
    const subscription = call.world.store.need('subscription', call.params.required('subscription'))
    return subscription.items
  }),
]

/** Resumes a paused subscription with a new period, billed immediately. */
function resumeSubscription(world: World, id: string, params: Params): Stripe.Subscription {
  const before = world.store.need('subscription', id)
  if (before.status !== 'paused') throw invalid('You can only resume a paused subscription.')
  const anchor = params.child('billing_cycle_anchor')?.choice('type', ['now', 'unchanged']) ?? 'now'
  if (anchor === 'unchanged') throw invalid('The local Stripe resumes with a new billing cycle only.')
  params.accept('payment_behavior', 'proration_behavior')
  return world.atCustomerTime(idOf(before.customer), () => {
    const now = world.now()
    const [first] = before.items.data
    const end = first ? boundaryAfter(now, intervalOf(first.price), now) : now
    const resumed = withItems(
      { ...before, billing_cycle_anchor: now, status: 'active' },
      before.items.data.map((item) => ({ ...item, current_period_start: now, current_period_end: end })),
    )
    const customer = world.store.need('customer', idOf(before.customer) ?? '')
    const draft = draftInvoice(world, {
      customer,
      subscription: resumed,
      lines: periodLines(world, resumed, resumed.items.data),
      reason: 'subscription_cycle',
      period: periodOf(before),
    })
    const after = world.store.put('subscription', { ...resumed, latest_invoice: draft.id })
    emit(world, 'customer.subscription.resumed', after)
    emitUpdated(world, 'customer.subscription.updated', before, after)
    issueNow(world, draft, 'absent')
    return world.store.need('subscription', id)
  })
}
