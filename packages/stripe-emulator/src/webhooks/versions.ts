import type Stripe from 'stripe'
import { API_VERSION } from '../core/world'

type Json = Record<string, unknown>

/** API versions that real accounts use. Each endpoint gets its events in its own version. */
export const EVENT_VERSIONS = [
  '2020-08-27',
  '2023-10-16',
  '2024-09-30.acacia',
  '2025-03-31.basil',
  API_VERSION,
] as const

/** From these versions on, objects have the format the emulator stores. */
const PERIODS_ON_ITEMS = '2025-03-31'
const NO_EMBEDDED_LISTS = '2022-11-15'

/** The event for an endpoint of `version`: fields of its object can differ, ids never do. */
export function eventInVersion(event: Stripe.EventBase, version: string | null): object {
  if (!version || version === API_VERSION) return event
  const object = { ...(event.data.object as unknown as Json) }
  delete object.customer_account
  if (version < PERIODS_ON_ITEMS) beforeBasil(object)
  if (version < NO_EMBEDDED_LISTS) withEmbeddedLists(object)
  return { ...event, api_version: version, data: { ...event.data, object } }
}

function beforeBasil(object: Json): void {
  if (object.object === 'subscription') {
    const items = object.items as { data: Json[] } & Json
    const [first] = items.data
    object.current_period_start = first?.current_period_start
    object.current_period_end = first?.current_period_end
    object.items = {
      ...items,
      data: items.data.map(({ current_period_start: _, current_period_end: __, ...item }) => item),
    }
  }
  if (object.object === 'invoice') {
    const parent = object.parent as { subscription_details?: Json } | null
    object.subscription = parent?.subscription_details?.subscription ?? null
    object.paid = object.status === 'paid'
    object.charge = null
    object.payment_intent = null
    delete object.parent
  }
}

function withEmbeddedLists(object: Json): void {
  const list = (url: string) => ({ object: 'list', data: [], has_more: false, total_count: 0, url })
  if (object.object === 'charge') object.refunds = list(`/v1/charges/${object.id}/refunds`)
  if (object.object === 'customer') {
    object.sources = list(`/v1/customers/${object.id}/sources`)
    object.subscriptions = list(`/v1/customers/${object.id}/subscriptions`)
  }
  if (object.object === 'subscription') object.plan = (object.items as { data: Json[] }).data[0]?.plan
}
