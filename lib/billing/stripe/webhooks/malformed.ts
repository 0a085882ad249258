import { createHash } from 'node:crypto'
import { system } from '@/db/client'
import { webhookEvents } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'

const MOST_STORED = 10_000

/**
 * A signed body that is not an event: a broken proxy, or an unknown kind of message. Recorded once for operators, and
 * refused with a different code than a wrong signature.
 * @throws Refusal `webhook.malformed`
 */
export async function recordMalformed(body: string): Promise<never> {
  const id = `malformed_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`
  const start = body.slice(0, MOST_STORED).replaceAll('\0', '\uFFFD').toWellFormed()
  await system()
    .insert(webhookEvents)
    .values({
      id,
      type: 'malformed',
      payload: { body: start },
      status: 'ignored',
      ignoredReason: 'malformed',
    })
    .onConflictDoNothing()
  log.error({ event: id }, 'a signed webhook is not an event')
  throw new Refusal('webhook.malformed', 'The request is signed, but its body is not a Stripe event.')
}
