import type Stripe from 'stripe'
import { newId } from '../core/ids'
import type { World } from '../core/world'
import { filters, pageOf } from '../http/lists'
import { get, idIn, type Route } from '../http/route'
import { emit } from '../webhooks/events'

/** A card saved for later through a setup session or the portal. */
export function createSetup(
  world: World,
  customer: string,
  method: Stripe.PaymentMethod,
): Stripe.SetupIntent {
  const id = newId('seti_1', 23)
  const setup = world.store.put('setup_intent', {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${newId('', 32)}`,
    created: world.now(),
    customer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'succeeded',
    usage: 'off_session',
  })
  emit(world, 'setup_intent.created', { ...setup, status: 'requires_payment_method', payment_method: null })
  emit(world, 'setup_intent.succeeded', setup)
  return setup
}

export const setupIntentRoutes: Route[] = [
  get('/v1/setup_intents', (call) =>
    pageOf(call, 'setup_intent', '/v1/setup_intents', filters(call.params, 'customer', 'payment_method')),
  ),
  get('/v1/setup_intents/:id', (call) => call.world.store.need('setup_intent', idIn(call))),
]
