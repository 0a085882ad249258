import type Stripe from 'stripe'
import type { EventObject } from './signed-event.ts'

/**
 * A family of Stripe events and how to apply them. The event only identifies objects: the state is read from Stripe (R30),
 * so order, repeats and delays do not matter.
 */
export type EventFamily = {
  types: readonly Stripe.Event['type'][]
  /** Returns the workspace it was about; null when it is not ours. Safe to repeat. */
  apply(object: EventObject): Promise<number | null>
}

/** The id in a field of an event's object. */
export function named(object: EventObject, field: string): string | null {
  const value = object[field]
  if (typeof value === 'string') return value
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : null
  return typeof id === 'string' ? id : null
}
