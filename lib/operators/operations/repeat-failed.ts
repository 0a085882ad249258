import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { webhookEvents } from '@/db/schema'
import { type Receipt, replayEvent } from '@/lib/billing/stripe/webhooks/inbox'
import { notFound } from '@/lib/core/errors'
import { retryJob } from '@/lib/jobs/failures/failed-jobs'
import { jobQueue } from '@/lib/jobs/queue'
import type { QueueName } from '@/lib/jobs/queues'
import { refuseOwnWorkspaces } from '../approvals/conflict-of-interest'
import type { Operator } from '../operator'
import { recordEvent } from './record-event'

/**
 * Applies a stored webhook event again. Safe to repeat, because each effect has its own key in the ledger. Calls Stripe, so
 * it runs outside a transaction: the request is recorded before the call and the result after it.
 * @throws Refusal `not-found`, `operator.own-workspace`
 */
export async function replayWebhookEvent(operator: Operator, eventId: string): Promise<Receipt> {
  const [stored] = await system().select().from(webhookEvents).where(eq(webhookEvents.id, eventId))
  if (!stored) throw notFound('event')
  if (stored.workspaceId !== null) await refuseOwnWorkspaces(system(), operator, [stored.workspaceId])
  const before = { event: eventId, type: stored.type, status: stored.status }
  await recordEvent(system(), operator, {
    verb: 'webhook.replay-asked',
    workspaceId: stored.workspaceId ?? undefined,
    after: before,
  })
  const receipt = await replayEvent(eventId)
  await recordEvent(system(), operator, {
    verb: 'webhook.replayed',
    workspaceId: receipt.workspaceId ?? undefined,
    before,
    after: { ...before, status: receipt.status },
  })
  return receipt
}

/**
 * Queues a failed job again and records it in one transaction, since the queue is in the same database.
 * @throws Refusal `not-found`
 */
export async function retryFailedJob(operator: Operator, queue: QueueName, id: string): Promise<void> {
  await jobQueue()
  await system().transaction(async (tx) => {
    await recordEvent(tx, operator, { verb: 'job.retried', after: { queue, job: id } })
    await retryJob(tx, queue, id)
  })
}
