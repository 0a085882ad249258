import type Stripe from 'stripe'
import { newId } from '../core/ids'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { pageOf } from '../http/lists'
import { type Call, get, idIn, post, type Route } from '../http/route'
import { emit, emitUpdated } from '../webhooks/events'

type Configuration = Stripe.BillingPortal.Configuration
type Features = Configuration['features']

const KIND = 'billing_portal.configuration'
const PRORATION = ['always_invoice', 'create_prorations', 'none'] as const
const CANCEL_REASONS = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
] as const

const NOTHING_ALLOWED: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    products: null,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
}

/** Default configuration: all features enabled. */
const ALL_ALLOWED: Features = {
  ...NOTHING_ALLOWED,
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true, payment_method_configuration: null },
  subscription_cancel: { ...NOTHING_ALLOWED.subscription_cancel, enabled: true },
  subscription_update: {
    ...NOTHING_ALLOWED.subscription_update,
    default_allowed_updates: ['price'],
    enabled: true,
    proration_behavior: 'always_invoice',
  },
}

function newConfiguration(world: World, features: Features, isDefault: boolean): Configuration {
  return {
    id: newId('bpc_1', 23),
    object: KIND,
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: world.now(),
    default_return_url: null,
    features,
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: world.now(),
  }
}

export function defaultConfiguration(world: World): Configuration {
  const [known] = world.store.list(KIND, { where: [['is_default', true]], limit: 1 })
  return known ?? world.store.put(KIND, newConfiguration(world, ALL_ALLOWED, true))
}

function cancelFeature(given: Params | undefined, before: Features['subscription_cancel']) {
  const reason = given?.child('cancellation_reason')
  return {
    cancellation_reason: {
      enabled: reason?.flag('enabled') ?? before.cancellation_reason.enabled,
      feedback_options: before.cancellation_reason.feedback_options,
      options:
        reason?.texts('options')?.filter((one) => CANCEL_REASONS.some((known) => known === one)) ??
        before.cancellation_reason.options,
    },
    enabled: given?.flag('enabled') ?? before.enabled,
    mode: given?.choice('mode', ['at_period_end', 'immediately']) ?? before.mode,
    proration_behavior: given?.choice('proration_behavior', PRORATION) ?? before.proration_behavior,
  }
}

function updateFeature(
  world: World,
  given: Params | undefined,
  before: Features['subscription_update'],
): Features['subscription_update'] {
  const products = given?.children('products')?.map((one) => {
    one.accept('adjustable_quantity')
    const prices = one.texts('prices') ?? []
    for (const id of prices) world.store.need('price', id, one.nameOf('prices'))
    return {
      adjustable_quantity: { enabled: false, maximum: null, minimum: 0 },
      prices,
      product: world.store.need('product', one.required('product'), one.nameOf('product')).id,
    }
  })
  const conditions = given
    ?.child('schedule_at_period_end')
    ?.children('conditions')
    ?.flatMap((one) => {
      const type = one.choice('type', ['decreasing_item_amount', 'shortening_interval'])
      return type ? [{ type }] : []
    })
  given?.accept('billing_cycle_anchor')
  return {
    ...before,
    default_allowed_updates: given?.texts('default_allowed_updates') ?? before.default_allowed_updates,
    enabled: given?.flag('enabled') ?? before.enabled,
    products: products ?? before.products,
    proration_behavior: given?.choice('proration_behavior', PRORATION) ?? before.proration_behavior,
    schedule_at_period_end: { conditions: conditions ?? before.schedule_at_period_end.conditions },
    trial_update_behavior:
      given?.choice('trial_update_behavior', ['continue_trial', 'end_trial']) ?? before.trial_update_behavior,
  }
}

function change(world: World, before: Configuration, params: Params): Configuration {
  const features = params.child('features')
  const profile = params.child('business_profile')
  const customer = features?.child('customer_update')
  params.accept('login_page')
  return {
    ...before,
    active: params.flag('active') ?? before.active,
    business_profile: {
      headline: profile?.text('headline') ?? before.business_profile.headline,
      privacy_policy_url: profile?.text('privacy_policy_url') ?? before.business_profile.privacy_policy_url,
      terms_of_service_url:
        profile?.text('terms_of_service_url') ?? before.business_profile.terms_of_service_url,
    },
    default_return_url: params.text('default_return_url') ?? before.default_return_url,
    features: {
      ...before.features,
      customer_update: {
        allowed_updates:
          customer?.texts('allowed_updates') ?? before.features.customer_update.allowed_updates,
        enabled: customer?.flag('enabled') ?? before.features.customer_update.enabled,
      },
      invoice_history: {
        enabled:
          features?.child('invoice_history')?.flag('enabled') ?? before.features.invoice_history.enabled,
      },
      payment_method_update: {
        ...before.features.payment_method_update,
        enabled:
          features?.child('payment_method_update')?.flag('enabled') ??
          before.features.payment_method_update.enabled,
      },
      subscription_cancel: cancelFeature(
        features?.child('subscription_cancel'),
        before.features.subscription_cancel,
      ),
      subscription_update: updateFeature(
        world,
        features?.child('subscription_update'),
        before.features.subscription_update,
      ),
    },
    metadata: params.metadata('metadata', before.metadata),
    name: params.text('name') ?? before.name,
    updated: world.now(),
  }
}

function create({ world, params }: Call): Configuration {
  const made = world.store.put(KIND, change(world, newConfiguration(world, NOTHING_ALLOWED, false), params))
  emit(world, 'billing_portal.configuration.created', made)
  return made
}

function update(call: Call): Configuration {
  const before = call.world.store.need(KIND, idIn(call))
  const after = call.world.store.put(KIND, change(call.world, before, call.params))
  emitUpdated(call.world, 'billing_portal.configuration.updated', before, after)
  return after
}

function list(call: Call): Stripe.ApiList<Configuration> {
  const active = call.params.flag('active')
  const isDefault = call.params.flag('is_default')
  return pageOf(call, KIND, '/v1/billing_portal/configurations', [
    ...(active === undefined ? [] : [['active', active] as const]),
    ...(isDefault === undefined ? [] : [['is_default', isDefault] as const]),
  ])
}

export const portalConfigurationRoutes: Route[] = [
  post('/v1/billing_portal/configurations', create),
  get('/v1/billing_portal/configurations', list),
  get('/v1/billing_portal/configurations/:id', (call) => call.world.store.need(KIND, idIn(call))),
  post('/v1/billing_portal/configurations/:id', update),
]
