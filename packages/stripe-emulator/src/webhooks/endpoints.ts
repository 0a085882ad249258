import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { newId } from '../core/ids'
import { API_VERSION, type World } from '../core/world'
import { pageOf } from '../http/lists'
import { type Call, del, get, idIn, post, type Route } from '../http/route'
import { EVENT_VERSIONS } from './versions'

/** The endpoint configured at start, written at every start so changed settings take effect. */
export const START_ENDPOINT_ID = 'we_start'

export function putStartEndpoint(
  world: World,
  webhook: { url: string; secret: string } | null,
  apiVersion: string = API_VERSION,
): void {
  const known = world.store.find('webhook_endpoint', START_ENDPOINT_ID)
  if (!webhook) {
    if (known) world.store.put('webhook_endpoint', { ...known, status: 'disabled' })
    return
  }
  const endpoint = newEndpoint(world, { url: webhook.url, enabled_events: ['*'] }, apiVersion)
  world.store.put('webhook_endpoint', { ...endpoint, id: START_ENDPOINT_ID, secret: webhook.secret })
}

function newEndpoint(
  world: World,
  { url, enabled_events }: Pick<Stripe.WebhookEndpoint, 'url' | 'enabled_events'>,
  apiVersion: string = API_VERSION,
): Stripe.WebhookEndpoint {
  return {
    id: newId('we_1', 23),
    object: 'webhook_endpoint',
    api_version: apiVersion,
    application: null,
    created: world.now(),
    description: null,
    enabled_events,
    livemode: false,
    metadata: {},
    secret: newId('whsec_', 32),
    status: 'enabled',
    url,
  }
}

/** The secret is shown once, when the endpoint is created. */
function withoutSecret({ secret: _secret, ...endpoint }: Stripe.WebhookEndpoint): Stripe.WebhookEndpoint {
  return endpoint
}

function create({ world, params }: Call): Stripe.WebhookEndpoint {
  const url = params.required('url')
  if (!URL.canParse(url))
    throw invalid('Invalid URL: An explicit scheme (such as https) must be provided.', 'url')
  params.accept('connect')
  return world.store.put('webhook_endpoint', {
    ...newEndpoint(
      world,
      { url, enabled_events: params.texts('enabled_events') ?? ['*'] },
      params.choice('api_version', EVENT_VERSIONS),
    ),
    description: params.text('description') ?? null,
    metadata: params.metadata('metadata'),
  })
}

function update(call: Call): Stripe.WebhookEndpoint {
  const { world, params } = call
  const endpoint = world.store.need('webhook_endpoint', idIn(call))
  const disabled = params.flag('disabled')
  const changed = world.store.put('webhook_endpoint', {
    ...endpoint,
    url: params.text('url') ?? endpoint.url,
    enabled_events: params.texts('enabled_events') ?? endpoint.enabled_events,
    description: params.clearable('description') ?? endpoint.description,
    metadata: params.metadata('metadata', endpoint.metadata),
    status: disabled === undefined ? endpoint.status : disabled ? 'disabled' : 'enabled',
  })
  return withoutSecret(changed)
}

export const webhookEndpointRoutes: Route[] = [
  post('/v1/webhook_endpoints', create),
  get('/v1/webhook_endpoints', (call) => {
    const page = pageOf(call, 'webhook_endpoint', '/v1/webhook_endpoints')
    return { ...page, data: page.data.map(withoutSecret) }
  }),
  get('/v1/webhook_endpoints/:id', (call) =>
    withoutSecret(call.world.store.need('webhook_endpoint', idIn(call))),
  ),
  post('/v1/webhook_endpoints/:id', update),
  del('/v1/webhook_endpoints/:id', (call) => {
    const { id } = call.world.store.need('webhook_endpoint', idIn(call))
    call.world.store.remove(id)
    return { id, object: 'webhook_endpoint', deleted: true }
  }),
]
