import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { idOf, newId } from '../core/ids'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { type Call, post, type Route } from '../http/route'
import { emit } from '../webhooks/events'
import { defaultConfiguration } from './configurations'

type Flow = Stripe.BillingPortal.Session.Flow

const FLOWS = [
  'payment_method_update',
  'subscription_cancel',
  'subscription_update',
  'subscription_update_confirm',
] as const

/** A flow opens one action directly and returns to the seller when done. */
function readFlow(world: World, params: Params, customer: string): Flow | null {
  const given = params.child('flow_data')
  if (!given) return null
  const type = given.choice('type', FLOWS)
  if (!type) throw invalid('Missing required param: flow_data[type].', 'flow_data[type]', 'parameter_missing')
  const target = type === 'payment_method_update' ? undefined : given.child(type)
  const subscription =
    target && world.store.need('subscription', target.required('subscription'), 'flow_data')
  if (subscription && idOf(subscription.customer) !== customer)
    throw invalid('The subscription does not belong to this customer.', 'flow_data')
  if (type !== 'payment_method_update' && !subscription)
    throw invalid(`Missing required param: flow_data[${type}].`, `flow_data[${type}]`, 'parameter_missing')
  const id = subscription?.id ?? ''
  const items = target?.children('items')?.map((item) => ({
    id: item.required('id'),
    price: item.required('price'),
    quantity: item.integer('quantity') ?? 1,
  }))
  target?.accept('retention')
  const after = given.child('after_completion')
  const returnUrl = after?.child('redirect')?.text('return_url')
  const custom = after?.child('hosted_confirmation')?.text('custom_message') ?? null
  const kind =
    after?.choice('type', ['hosted_confirmation', 'portal_homepage', 'redirect']) ?? 'portal_homepage'
  return {
    after_completion: {
      hosted_confirmation: kind === 'hosted_confirmation' ? { custom_message: custom } : null,
      redirect: returnUrl ? { return_url: returnUrl } : null,
      type: kind,
    },
    customer_update: null,
    subscription_cancel: type === 'subscription_cancel' ? { retention: null, subscription: id } : null,
    subscription_pause: null,
    subscription_update: type === 'subscription_update' ? { subscription: id } : null,
    subscription_update_confirm:
      type === 'subscription_update_confirm'
        ? { discounts: null, items: items ?? [], subscription: id }
        : null,
    type,
  }
}

function create({ world, params }: Call): Stripe.BillingPortal.Session {
  const customer = world.store.need('customer', params.required('customer'), 'customer')
  const configurationId = params.text('configuration')
  const configuration = configurationId
    ? world.store.need('billing_portal.configuration', configurationId, 'configuration')
    : defaultConfiguration(world)
  params.accept('locale', 'after_expiration')
  const id = newId('bps_1', 23)
  const session = world.store.put('billing_portal.session', {
    id,
    object: 'billing_portal.session',
    configuration: configuration.id,
    created: world.now(),
    customer: customer.id,
    customer_account: null,
    flow: readFlow(world, params, customer.id),
    livemode: false,
    locale: null,
    on_behalf_of: null,
    return_url: params.text('return_url') ?? configuration.default_return_url,
    url: `${world.baseUrl}/p/session/${id}`,
  })
  emit(world, 'billing_portal.session.created', session)
  return session
}

export const portalSessionRoutes: Route[] = [post('/v1/billing_portal/sessions', create)]
