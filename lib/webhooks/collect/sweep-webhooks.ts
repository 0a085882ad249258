import { and, asc, eq, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import {
  type WebhookEventType,
  webhookCursors,
  webhookDeliveries,
  webhookEndpoints,
  webhookMessages,
  workspaces,
} from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { readAccount } from '@/lib/credits/read/read'
import { enqueue } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { KEPT_DAYS } from '../shared/events'
import { lockCursor } from './cursor'
import { balanceFacts } from './facts/balance-facts'
import { ledgerFacts } from './facts/ledger-facts'
import { limitFacts, seeLimits, seenOf } from './facts/limit-facts'
import { seeSubscription, subscriptionFacts } from './facts/subscription-facts'
import { workFacts } from './facts/work-facts'
import { type Fact, newMessageId, payloadOf } from './payload'

/** The most in one sweep. The next sweep continues. */
const MOST_WORKSPACES = 500
const MOST_DUE = 500
const MOST_PRUNED = 5_000
/** Work is not looked for further back, so that none is found again after its message was removed. */
const LOOK_BACK_MS = (KEPT_DAYS - 5) * 86_400_000

/**
 * Turns what happened into messages, queues deliveries that are due, and removes old messages. Runs every minute; safe to
 * run at any time and in several processes.
 */
export async function sweepWebhooks(): Promise<void> {
  for (const workspaceId of await listeningWorkspaces()) {
    await collectMessages(workspaceId).catch((error) =>
      log.error({ err: error, workspaceId }, 'webhook events could not be collected'),
    )
  }
  await queueDue()
  await pruneMessages()
}

/** Workspaces with an enabled endpoint, those that were not looked at for longest first. */
async function listeningWorkspaces(): Promise<number[]> {
  const rows = await system()
    .select({ id: webhookCursors.workspaceId })
    .from(webhookCursors)
    .innerJoin(workspaces, and(eq(workspaces.id, webhookCursors.workspaceId), isNull(workspaces.deletedAt)))
    .where(
      sql`exists (select from ${webhookEndpoints} e where e.workspace_id = ${webhookCursors.workspaceId} and e.enabled)`,
    )
    .orderBy(asc(webhookCursors.sweptAt))
    .limit(MOST_WORKSPACES)
  return rows.map(({ id }) => id)
}

/** Messages and cursor are written together: a process that dies in between has done nothing. */
export async function collectMessages(workspaceId: number): Promise<void> {
  // Reading the balance applies a reset that is due (R14).
  await readAccount(workspaceId)
  await system().transaction(async (tx) => {
    const cursor = await lockCursor(tx, workspaceId)
    if (!cursor) return
    const listeners = await tx
      .select({
        id: webhookEndpoints.id,
        events: webhookEndpoints.events,
        enabledAt: webhookEndpoints.enabledAt,
      })
      .from(webhookEndpoints)
      .where(and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.enabled, true)))
    if (listeners.length === 0) return
    const now = await readMarketNow(tx)
    const since = Math.min(...listeners.map(({ enabledAt }) => enabledAt.getTime()))
    const ledger = await ledgerFacts(tx, workspaceId, cursor.entrySeq)
    const balance = await balanceFacts(tx, workspaceId, cursor.lowEpisode, now)
    const subscription = subscriptionFacts(
      cursor.subscription,
      await seeSubscription(tx, workspaceId),
      cursor.subscriptionChanges,
      now,
    )
    const limits = await seeLimits(tx, workspaceId)
    const work = await workFacts(tx, {
      workspaceId,
      workUntil: cursor.workUntil,
      notBefore: new Date(Math.max(since, now.getTime() - LOOK_BACK_MS)),
    })
    const facts = [
      ...ledger.facts,
      ...balance.facts,
      ...subscription.facts,
      ...limitFacts(cursor.limits, limits, now),
      ...work.facts,
    ]
    await storeMessages(tx, workspaceId, facts, listeners)
    await tx
      .update(webhookCursors)
      .set({
        entrySeq: ledger.seq,
        lowEpisode: balance.episode,
        subscription: subscription.seen,
        subscriptionChanges: subscription.changes,
        limits: limits && seenOf(limits),
        workUntil: work.workUntil,
        sweptAt: marketNow,
      })
      .where(eq(webhookCursors.workspaceId, workspaceId))
  })
}

/** Also what a killed process left: a delivery whose attempt never ended is due again after a minute. */
async function queueDue(): Promise<void> {
  const due = await system()
    .select({ workspaceId: webhookDeliveries.workspaceId, id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.status, 'pending'), lte(webhookDeliveries.nextAttemptAt, marketNow)))
    .orderBy(
      workspacesInTurn(webhookDeliveries.workspaceId, webhookDeliveries.nextAttemptAt),
      asc(webhookDeliveries.nextAttemptAt),
    )
    .limit(MOST_DUE)
  for (const { workspaceId, id } of due) {
    await enqueue('webhook-deliver', { workspaceId, id }, id).catch((error) =>
      log.warn({ err: error, delivery: id }, 'a webhook delivery could not be queued; the sweep will retry'),
    )
  }
}

async function pruneMessages(): Promise<void> {
  const old = await system()
    .select({ workspaceId: webhookMessages.workspaceId, id: webhookMessages.id })
    .from(webhookMessages)
    .where(lt(webhookMessages.createdAt, sql`${marketNow} - make_interval(days => ${KEPT_DAYS})`))
    .limit(MOST_PRUNED)
  for (const [workspaceId, messages] of Map.groupBy(old, (message) => message.workspaceId))
    await system()
      .delete(webhookMessages)
      .where(
        and(
          eq(webhookMessages.workspaceId, workspaceId),
          inArray(
            webhookMessages.id,
            messages.map(({ id }) => id),
          ),
        ),
      )
}

type Listener = { id: string; events: WebhookEventType[]; enabledAt: Date }

/**
 * Stores a message for each fact that has none, and a delivery to each endpoint that listens to it. What happened before an
 * endpoint was enabled is not sent to it.
 */
async function storeMessages(
  tx: Queryable,
  workspaceId: number,
  facts: readonly Fact[],
  listeners: readonly Listener[],
): Promise<void> {
  const heard = facts.filter(({ at }) => listeners.some(({ enabledAt }) => enabledAt <= at))
  if (heard.length === 0) return
  const made = await tx
    .insert(webhookMessages)
    .values(
      heard.map((fact) => ({
        workspaceId,
        id: newMessageId(),
        type: fact.type,
        sourceKey: fact.key,
        payload: payloadOf(fact),
      })),
    )
    .onConflictDoNothing({ target: [webhookMessages.workspaceId, webhookMessages.sourceKey] })
    .returning({ id: webhookMessages.id, sourceKey: webhookMessages.sourceKey })
  const idOf = new Map(made.map(({ id, sourceKey }) => [sourceKey, id]))
  const deliveries = heard.flatMap(({ key, type, at }) => {
    const messageId = idOf.get(key)
    if (messageId === undefined) return []
    return listeners
      .filter(({ events, enabledAt }) => events.includes(type) && enabledAt <= at)
      .map(({ id }) => ({ workspaceId, messageId, endpointId: id, nextAttemptAt: marketNow }))
  })
  if (deliveries.length > 0) await tx.insert(webhookDeliveries).values(deliveries)
}
