import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { webhookEvents } from '@/db/schema'
import { type Receipt, replayEvent } from '@/lib/billing/webhooks/inbox'
import { notFound } from '@/lib/core/errors'
import type { Operator } from './operator'
import { recordEvent } from './record-event'

/**
 * Applies a stored webhook event again. Safe to repeat: each effect has a key of its own in the ledger. It speaks with
 * Stripe, so it runs in no transaction; what became of it is written down right after.
 * @throws Refusal `not-found`
 */
export async function replay(operator: Operator, eventId: string): Promise<Receipt> {
  const [stored] = await system().select().from(webhookEvents).where(eq(webhookEvents.id, eventId))
  if (!stored) throw notFound('event')
  const receipt = await replayEvent(eventId)
  await recordEvent(system(), operator, {
    verb: 'webhook.replayed',
    workspaceId: receipt.workspaceId ?? undefined,
    before: { event: eventId, type: stored.type, status: stored.status },
    after: { event: eventId, type: stored.type, status: receipt.status },
  })
  return receipt
}
