import type Stripe from 'stripe'
import type { EventObject } from './signed-event.ts'

/**
 * A family of Stripe's events and what they make us do. The event only says where to look: the state is read from
 * Stripe's objects (R30), so order, repeats and delay do not matter.
 */
export type EventFamily = {
  types: readonly Stripe.Event['type'][]
  /** Answers the workspace it was about; null when it is none of ours. Safe to repeat. */
  apply(object: EventObject): Promise<number | null>
}

/** A field of an event's object that names another object. */
export function named(object: EventObject, field: string): string | null {
  const value = object[field]
  if (typeof value === 'string') return value
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'id') : null
  return typeof id === 'string' ? id : null
}
