import { z } from 'zod'

const id = z.string().regex(/^\w[\w.-]{0,254}$/)
const type = z.string().regex(/^\w[\w.]{0,254}$/)

/** The default events of every API version: they contain a snapshot of the object, of which we only read ids. */
const Snapshot = z.looseObject({
  object: z.literal('event'),
  id,
  type,
  /** Set when it happened in a connected account. */
  account: z.string().nullish(),
  livemode: z.boolean().optional(),
  data: z.looseObject({ object: z.looseObject({}) }),
})
/** A thin event of API version 2, which references an object without containing it. */
const Thin = z.looseObject({ object: z.literal('v2.core.event'), id, type })
const Event = z.discriminatedUnion('object', [Snapshot, Thin])

export type SignedEvent = z.infer<typeof Event>
export type EventObject = z.infer<typeof Snapshot>['data']['object']

/** Null when the body is not a Stripe event. */
export function parseEvent(body: string): SignedEvent | null {
  try {
    return Event.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}

/** PostgreSQL cannot store NUL or half a surrogate pair; a buyer's unusual name must not make an event fail. */
export function storablePayload(event: SignedEvent): unknown {
  const clean = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed()
  const copy = (_: string, value: unknown): unknown => {
    if (typeof value === 'string') return clean(value)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [clean(name), part]))
  }
  return JSON.parse(JSON.stringify(event, copy))
}
