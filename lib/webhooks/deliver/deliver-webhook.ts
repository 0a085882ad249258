import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable, system } from '@/db/client'
import { firstTime, marketNow, readMarketNow } from '@/db/product-time'
import {
  auditEvents,
  type WebhookDisabledReason,
  webhookDeliveries,
  webhookDeliveryAttempts,
  webhookEndpoints,
  webhookMessages,
  workspaces,
} from '@/db/schema'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { bodyOf, type Payload } from '../collect/payload'
import { isEndpoint, turnOff } from '../endpoints'
import { FAILING_DAYS } from '../shared/events'
import { secretsOf, signedHeaders } from '../signing'
import { type Answer, postEvent, type Reach } from './post-event'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds from a failed attempt to the next one, as the Standard Webhooks specification suggests: about three days. */
const DELAYS_SECONDS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/** How long to wait after the attempt with this number; null: it was the last one. */
export const delayAfter = (attempt: number): number | null => DELAYS_SECONDS[attempt - 1] ?? null

type Job = { workspaceId: number; id: string }

/** An attempt that did not end in this time is taken for dead. Longer than a request can take. */
const ATTEMPT_SECONDS = 60

/**
 * The job of a delivery. Throws after a first attempt that failed, so that the queue tries again in 5 seconds; later
 * attempts are queued by the sweep when they are due.
 */
export async function deliverWebhook(job: Job, { last }: { last: boolean }): Promise<void> {
  const result = await attemptDelivery(job)
  if (result?.willRetry && result.attempts === 1 && !last) {
    throw new Error(`webhook delivery ${job.id}: ${result.answer.status ?? result.answer.error}`)
  }
}

export type AttemptResult = { answer: Answer; isDelivered: boolean; willRetry: boolean; attempts: number }

/**
 * Sends a delivery that is due, once, and stores what became of it. Null: it is not due, or nothing can be sent. The attempt
 * is claimed before the request: two processes never send the same attempt, and when one is killed the delivery is due
 * again after a minute, with the same message id.
 */
export async function attemptDelivery(job: Job, reach?: Reach): Promise<AttemptResult | null> {
  const claimed = await inWorkspace(job.workspaceId, (tx) => claim(tx, job))
  if (!claimed) return null
  const { endpoint, message, attempts, now } = claimed
  const body = bodyOf(message.payload as Payload)
  const headers = signedHeaders({ id: message.id, body, secrets: secretsOf(endpoint, now), at: new Date() })
  const answer = await postEvent(endpoint.url, body, headers, reach)
  const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300
  // A test event is not retried and does not change the state of the endpoint: its sender sees the result.
  const isTest = message.type === 'webhook.test'
  const isGone = answer.status === 410
  const delay = isTest || isGone ? null : delayAfter(attempts)
  const failingSince = await inWorkspace(job.workspaceId, async (tx) => {
    await storeAttempt(tx, job, answer, { isDelivered, attempts, delay })
    if (isTest) return null
    return noteHealth(tx, job.workspaceId, endpoint.id, isDelivered)
  })
  const isFailing =
    failingSince !== null && now.getTime() - failingSince.getTime() >= FAILING_DAYS * 86_400_000
  const reason = isGone ? 'gone' : isFailing ? 'failing' : null
  if (reason) await disable(job.workspaceId, endpoint, reason)
  return { answer, isDelivered, attempts, willRetry: !isDelivered && delay !== null && reason === null }
}

async function claim(tx: Queryable, { workspaceId, id }: Job) {
  const [claimed] = await tx
    .update(webhookDeliveries)
    .set({
      attempts: sql`${webhookDeliveries.attempts} + 1`,
      nextAttemptAt: sql`${marketNow} + make_interval(secs => ${ATTEMPT_SECONDS})`,
    })
    .where(
      and(
        eq(webhookDeliveries.workspaceId, workspaceId),
        eq(webhookDeliveries.id, id),
        eq(webhookDeliveries.status, 'pending'),
        sql`${webhookDeliveries.nextAttemptAt} <= ${marketNow}`,
      ),
    )
    .returning()
  if (!claimed) return null
  const [found] = await tx
    .select({ endpoint: webhookEndpoints, message: webhookMessages, deletedAt: workspaces.deletedAt })
    .from(webhookEndpoints)
    .innerJoin(workspaces, eq(workspaces.id, webhookEndpoints.workspaceId))
    .innerJoin(
      webhookMessages,
      and(eq(webhookMessages.workspaceId, workspaceId), eq(webhookMessages.id, claimed.messageId)),
    )
    .where(isEndpoint(workspaceId, claimed.endpointId))
  if (!found?.endpoint.enabled || found.deletedAt) {
    await endDelivery(tx, { workspaceId, id }, 'The webhook was turned off.')
    return null
  }
  return { ...found, attempts: claimed.attempts, now: await readMarketNow(tx) }
}

type Outcome = { isDelivered: boolean; attempts: number; delay: number | null }

async function storeAttempt(
  tx: Queryable,
  { workspaceId, id }: Job,
  answer: Answer,
  { isDelivered, attempts, delay }: Outcome,
): Promise<void> {
  const isThis = and(eq(webhookDeliveries.workspaceId, workspaceId), eq(webhookDeliveries.id, id))
  const [row] = await tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(isThis)
    .for('update')
  // The endpoint was deleted meanwhile, and its log with it.
  if (!row) return
  const { status, error, durationMs, response } = answer
  await tx
    .insert(webhookDeliveryAttempts)
    .values({ workspaceId, deliveryId: id, status, error, durationMs, response })
  const last = { lastStatus: status, lastError: error }
  if (isDelivered) {
    await tx
      .update(webhookDeliveries)
      .set({ ...last, status: 'delivered', deliveredAt: marketNow, nextAttemptAt: null })
      .where(isThis)
    return
  }
  await tx
    .update(webhookDeliveries)
    .set(
      delay === null
        ? { ...last, status: 'failed', nextAttemptAt: null }
        : { ...last, nextAttemptAt: sql`${marketNow} + make_interval(secs => ${delay})` },
    )
    // Another process took over, or someone turned the endpoint off: theirs counts.
    .where(and(isThis, eq(webhookDeliveries.status, 'pending'), eq(webhookDeliveries.attempts, attempts)))
}

/** Since when nothing arrived; null after a success. */
async function noteHealth(
  tx: Queryable,
  workspaceId: number,
  endpointId: string,
  isDelivered: boolean,
): Promise<Date | null> {
  const [row] = await tx
    .update(webhookEndpoints)
    .set({ failingSince: isDelivered ? null : firstTime(webhookEndpoints.failingSince) })
    .where(isEndpoint(workspaceId, endpointId))
    .returning({ failingSince: webhookEndpoints.failingSince })
  return row?.failingSince ?? null
}

/** Turns an endpoint off without anyone asking for it, and tells those who manage it, once. */
async function disable(
  workspaceId: number,
  { id, url }: { id: string; url: string },
  reason: Exclude<WebhookDisabledReason, 'person'>,
): Promise<void> {
  const created = await system().transaction(async (tx) => {
    if (!(await turnOff(tx, workspaceId, id, reason))) return null
    await tx.insert(auditEvents).values({ workspaceId, verb: 'webhook.disabled', detail: { id, reason } })
    const now = await readMarketNow(tx)
    return createNotifications(tx, workspaceId, `webhook ${id} off ${now.getTime()}`, {
      kind: 'webhook-disabled',
      data: { id, host: new URL(url).host, reason },
    })
  })
  if (created) await deliver(created)
}

/** Fails a delivery after sending it ended the process three times. It can be sent again from its log. */
export async function failWebhookDelivery(job: Job, error: string): Promise<void> {
  await inWorkspace(job.workspaceId, (tx) => endDelivery(tx, job, error))
}

async function endDelivery(tx: Queryable, { workspaceId, id }: Job, lastError: string): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ status: 'failed', nextAttemptAt: null, lastStatus: null, lastError })
    .where(
      and(
        eq(webhookDeliveries.workspaceId, workspaceId),
        eq(webhookDeliveries.id, id),
        eq(webhookDeliveries.status, 'pending'),
      ),
    )
}

/** What became of an event that someone sent by hand. */
export function resultMessage(result: AttemptResult | null): string {
  // Another process took it in the same moment.
  if (!result) return 'The event is being sent. Reload the page to see the result.'
  const { answer, isDelivered, willRetry } = result
  if (isDelivered) return `Delivered. Your server answered ${answer.status}.`
  const why = answer.error ?? `Your server answered ${answer.status}.`
  return willRetry ? `Not delivered. ${why} We’ll try again.` : `Not delivered. ${why}`
}
