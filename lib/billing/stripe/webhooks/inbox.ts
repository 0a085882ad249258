import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { webhookAttempts, webhookEvents } from '@/db/schema'
import { isRefusal, notFound } from '@/lib/core/errors'
import { log, logUnknown } from '@/lib/core/logging/log'
import { reportError } from '@/lib/core/logging/report-error'
import { count, record } from '@/lib/core/telemetry/measure'
import { applyEvent } from './apply.ts'
import { parseEvent, type SignedEvent, storablePayload } from './signed-event.ts'
import { recordMalformed, verifySignature } from './verify-signature.ts'

type Status = (typeof webhookEvents.$inferSelect)['status']

/** The receipt of an event. All but `failed` and `dead` respond with 200. */
export type Receipt = {
  event: string
  type: string
  status: 'applied' | 'ignored' | 'failed' | 'dead' | 'known'
  workspaceId: number | null
  /** How many times it has failed so far. */
  attempts: number
  nextAttemptAt: string | null
}

/** About two days of retries. */
const MOST_ATTEMPTS = 16

/** First 30 s, then twice as long each time, at most 6 h between tries. */
const backoffMs = (attempts: number) => Math.min(30_000 * 2 ** (attempts - 1), 6 * 3_600_000)

/**
 * Receives a webhook: verifies its signature, stores it and applies it. A stored event is never lost: if it fails, it stays
 * in the inbox, is retried with backoff and shown to operators (R30). Applying is safe to repeat, because every effect has
 * its own key in the ledger.
 * @throws Refusal `webhook.signature`, `webhook.malformed`
 */
export async function receiveWebhook(body: string, signature: string | null): Promise<Receipt> {
  verifySignature(body, signature)
  const event = parseEvent(body)
  if (!event) return recordMalformed(body)
  const fresh = await system()
    .insert(webhookEvents)
    .values({ id: event.id, type: event.type, payload: storablePayload(event) })
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id })
  if (fresh.length > 0) return applyStored(event)
  const known = await storedEvent(event.id)
  const done = known?.status === 'applied' || known?.status === 'ignored'
  return known && done ? receiptOf(known, 'known') : applyStored(event)
}

async function applyStored(event: SignedEvent): Promise<Receipt> {
  try {
    const result = await applyEvent(event)
    const appliedAt = await readMarketNow()
    const receipt = await mark(event.id, {
      status: result.status,
      workspaceId: result.status === 'applied' ? result.workspaceId : null,
      ignoredReason: result.status === 'ignored' ? result.reason : null,
      appliedAt,
      nextAttemptAt: null,
      lastError: null,
    })
    measureApplied(event, result.status, appliedAt)
    return receipt
  } catch (error) {
    log.error({ err: error, event: event.id, type: event.type }, 'webhook event could not be applied')
    reportError(error, { where: 'webhook', tags: { event: event.id, type: event.type } })
    const attempts = ((await storedEvent(event.id))?.attempts ?? 0) + 1
    const dead = attempts >= MOST_ATTEMPTS
    count('market_trak_stripe_events_total', { result: dead ? 'dead' : 'failed' })
    return mark(event.id, {
      status: dead ? 'dead' : 'failed',
      attempts,
      ignoredReason: null,
      lastError: error instanceof Error ? error.message : String(error),
      nextAttemptAt: dead ? null : new Date((await readMarketNow()).getTime() + backoffMs(attempts)),
    })
  }
}

function measureApplied(event: SignedEvent, result: 'applied' | 'ignored', at: Date): void {
  count('market_trak_stripe_events_total', { result })
  // Thin events have a text here, and are never applied.
  if (result !== 'applied' || typeof event.created !== 'number') return
  record('market_trak_stripe_event_lag_seconds', Math.max(0, at.getTime() / 1_000 - event.created), {})
}

async function storedEvent(id: string) {
  const [row] = await system().select().from(webhookEvents).where(eq(webhookEvents.id, id))
  return row
}

type Change = Partial<typeof webhookEvents.$inferInsert> & { status: Exclude<Status, 'received'> }

/** Stores the state of the event and its attempt. */
async function mark(id: string, change: Change): Promise<Receipt> {
  const { status, lastError: error } = change
  return system().transaction(async (tx) => {
    const [row] = await tx.update(webhookEvents).set(change).where(eq(webhookEvents.id, id)).returning()
    if (!row) throw notFound('event')
    await tx.insert(webhookAttempts).values({ eventId: id, status, error })
    return receiptOf(row, status)
  })
}

function receiptOf(row: typeof webhookEvents.$inferSelect, status: Receipt['status']): Receipt {
  const { id, type, workspaceId, attempts, nextAttemptAt } = row
  return {
    event: id,
    type,
    status,
    workspaceId,
    attempts,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  }
}

/** Retries stored events that failed or whose process died before they were applied. Dead ones wait for an operator. */
export async function retryEvents(limit = 100): Promise<number> {
  const due = await system()
    .select()
    .from(webhookEvents)
    .where(
      and(
        inArray(webhookEvents.status, ['received', 'failed']),
        lte(
          sql`coalesce(${webhookEvents.nextAttemptAt}, ${webhookEvents.receivedAt} + interval '1 minute')`,
          marketNow,
        ),
      ),
    )
    .orderBy(webhookEvents.receivedAt)
    .limit(limit)
  for (const { payload } of due) await applyStored(payload as SignedEvent)
  return due.length
}

/**
 * Applies a stored event again, whatever its state: for operators, after the cause was fixed.
 * @throws Refusal `not-found`
 */
export async function replayEvent(id: string): Promise<Receipt> {
  const row = await storedEvent(id)
  if (!row) throw notFound('event')
  return row.ignoredReason === 'malformed'
    ? receiptOf(row, 'ignored')
    : applyStored(row.payload as SignedEvent)
}

/** Events that are not applied: failed ones are still retried, dead ones wait for an operator. */
export async function openEvents(limit = 100) {
  return system()
    .select()
    .from(webhookEvents)
    .where(inArray(webhookEvents.status, ['received', 'failed', 'dead']))
    .orderBy(desc(webhookEvents.receivedAt))
    .limit(limit)
}

export type WebhookAnswer = { status: 200 | 400 | 503; body: object }

/**
 * The response to Stripe: a receipt, or why the request was refused. 503 makes Stripe retry, and is for events of ours that
 * could not be applied; Stripe disables an endpoint that returns it for days.
 */
export async function answerWebhook(body: string, signature: string | null): Promise<WebhookAnswer> {
  try {
    const receipt = await receiveWebhook(body, signature)
    const isOpen = receipt.status === 'failed' || receipt.status === 'dead'
    return { status: isOpen ? 503 : 200, body: receipt }
  } catch (error) {
    if (isRefusal(error, 'webhook.signature') || isRefusal(error, 'webhook.malformed'))
      return { status: 400, body: { code: error.code, error: error.publicMessage } }
    return { status: 503, body: { reference: logUnknown(error, 'webhook') } }
  }
}
