import { z } from 'zod'

const id = z.string().regex(/^\w[\w.-]{0,254}$/)
const type = z.string().regex(/^\w[\w.]{0,254}$/)

/** What Stripe sends by default, in every API version: the object as it was, of which we read ids alone. */
const Snapshot = z.looseObject({
  object: z.literal('event'),
  id,
  type,
  /** Set when it happened in an account that is connected to ours. */
  account: z.string().nullish(),
  livemode: z.boolean().optional(),
  data: z.looseObject({ object: z.looseObject({}) }),
})
/** A notice of API version 2. It names an object and carries none. */
const Thin = z.looseObject({ object: z.literal('v2.core.event'), id, type })
const Event = z.discriminatedUnion('object', [Snapshot, Thin])

export type SignedEvent = z.infer<typeof Event>
export type EventObject = z.infer<typeof Snapshot>['data']['object']

/** Null when the body is not an event of Stripe's. */
export function parseEvent(body: string): SignedEvent | null {
  try {
    return Event.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}

/** PostgreSQL stores neither a NUL nor half of a surrogate pair: a buyer's odd name must not make an event fail. */
export function storablePayload(event: SignedEvent): unknown {
  const clean = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed()
  const copy = (_: string, value: unknown): unknown => {
    if (typeof value === 'string') return clean(value)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [clean(name), part]))
  }
  return JSON.parse(JSON.stringify(event, copy))
}
