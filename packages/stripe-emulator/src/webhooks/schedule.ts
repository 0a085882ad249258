import { countFault, draw, faultSettings, strikes } from '../core/faults'
import type { World } from '../core/world'

export interface Delivery {
  seq: number
  event_id: string
  endpoint_id: string
  state: 'pending' | 'delivered' | 'given_up' | 'lost'
  attempts: number
  next_at_ms: number
  last_status: number | null
  last_error: string | null
  delivered_at_ms: number | null
}

/** Queues a delivery and applies configured faults: lost, duplicated, delayed, reordered. */
export function scheduleDelivery(world: World, eventId: string, endpointId: string): void {
  const faults = faultSettings(world)
  if (strikes(world, 'webhookLost', faults.webhookLostShare)) {
    insert(world, eventId, endpointId, 'lost', world.clock.machineMs())
    return
  }
  let dueAtMs = world.clock.machineMs() + faults.webhookDelayMs
  if (faults.webhookDelayMs > 0) countFault(world, 'webhookDelayed')
  if (strikes(world, 'webhookReordered', faults.webhookReorderedShare))
    dueAtMs += Math.round(draw(world) * faults.webhookReorderWindowMs)
  insert(world, eventId, endpointId, 'pending', dueAtMs)
  if (strikes(world, 'webhookDoubled', faults.webhookDoubledShare))
    insert(world, eventId, endpointId, 'pending', dueAtMs)
}

function insert(
  world: World,
  eventId: string,
  endpointId: string,
  state: Delivery['state'],
  dueAtMs: number,
): void {
  world.store.db
    .prepare('insert into deliveries (event_id, endpoint_id, state, next_at_ms) values (?, ?, ?, ?)')
    .run(eventId, endpointId, state, dueAtMs)
}

/** Sends an event to every endpoint again, like the dashboard's "Resend", without faults. */
export function resend(world: World, eventId: string): number {
  const event = world.store.need('event', eventId)
  const endpoints = world.store.list('webhook_endpoint', { where: [['status', 'enabled']] })
  for (const endpoint of endpoints) insert(world, event.id, endpoint.id, 'pending', world.clock.machineMs())
  world.onDeliveriesWritten()
  return endpoints.length
}
