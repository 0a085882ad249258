import type Stripe from 'stripe'
import { newId } from '../core/ids'
import { API_VERSION, type World } from '../core/world'
import { pageOf } from '../http/lists'
import { get, idIn, type Route } from '../http/route'
import { scheduleDelivery } from './schedule'

type Previous = Record<string, unknown>

/** Writes the event and its deliveries in the transaction of the change. */
export function emit(
  world: World,
  type: Stripe.Event.Type,
  object: object,
  previous?: Previous,
): Stripe.EventBase {
  const endpoints = world.store
    .list('webhook_endpoint', { where: [['status', 'enabled']] })
    .filter(({ enabled_events }) => enabled_events.includes('*') || enabled_events.includes(type))
  const event: Stripe.EventBase = {
    id: newId('evt_1', 23),
    object: 'event',
    api_version: API_VERSION,
    created: world.now(),
    data: {
      object: structuredClone(JSON.parse(JSON.stringify(object))),
      ...(previous && { previous_attributes: previous }),
    },
    livemode: false,
    pending_webhooks: endpoints.length,
    request: world.request ?? { id: null, idempotency_key: null },
    type,
  }
  world.store.put('event', event)
  for (const endpoint of endpoints) scheduleDelivery(world, event.id, endpoint.id)
  if (endpoints.length > 0) world.onDeliveriesWritten()
  return event
}

/** For `*.updated`: contains previous values of changed fields; no event if nothing changed. */
export function emitUpdated(world: World, type: Stripe.Event.Type, before: object, after: object): void {
  const was = JSON.parse(JSON.stringify(before)) as Previous
  const is = JSON.parse(JSON.stringify(after)) as Previous
  const previous: Previous = {}
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (JSON.stringify(was[key]) !== JSON.stringify(is[key])) previous[key] = was[key] ?? null
  }
  if (Object.keys(previous).length > 0) emit(world, type, after, previous)
}

function withPending(world: World, event: Stripe.EventBase): Stripe.EventBase {
  const row = world.store.db
    .prepare("select count(*) as n from deliveries where event_id = ? and state = 'pending'")
    .get(event.id)
  return { ...event, pending_webhooks: Number(row?.n ?? 0) }
}

export const eventRoutes: Route[] = [
  get('/v1/events', (call) => {
    const type = call.params.text('type')
    const types = type ? [type] : call.params.texts('types')
    call.params.accept('delivery_success')
    const exact = types?.filter((one) => !one.includes('*'))
    const page = pageOf(call, 'event', '/v1/events', exact?.length ? [['type', exact]] : [])
    return { ...page, data: page.data.map((event) => withPending(call.world, event)) }
  }),
  get('/v1/events/:id', (call) => withPending(call.world, call.world.store.need('event', idIn(call)))),
]
