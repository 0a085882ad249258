import { randomBytes } from 'node:crypto'
import type { WebhookEventType } from '@/db/schema/webhooks'
import type { EventData } from './event-data'

/** Something that happened, found in stored state. `key` names it: the same fact always has the same key. */
export type Fact = {
  [Type in WebhookEventType]: { type: Type; key: string; at: Date; data: EventData[Type] }
}[WebhookEventType]

export type Payload = { type: WebhookEventType; timestamp: string; data: object }

export const payloadOf = ({ type, at, data }: Pick<Fact, 'type' | 'at' | 'data'>): Payload => ({
  type,
  timestamp: at.toISOString(),
  data,
})

/** What is sent. jsonb does not keep the order of keys, so they are put in order again. */
export const bodyOf = ({ type, timestamp, data }: Payload): string =>
  JSON.stringify({ type, timestamp, data })

export const newMessageId = (): string => `msg_${randomBytes(16).toString('hex')}`
