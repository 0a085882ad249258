import { and, desc, inArray, lt } from 'drizzle-orm'
import { system } from '@/db/client'
import { webhookEvents } from '@/db/schema'
import { safeText } from '@/lib/core/logging/safe-error'

export type InboxFilter = 'open' | 'all'
export type InboxEvent = {
  id: string
  type: string
  status: (typeof webhookEvents.$inferSelect)['status']
  receivedAt: string
  attempts: number
  workspaceId: number | null
  lastError: string | null
  nextAttemptAt: string | null
  ignoredReason: (typeof webhookEvents.$inferSelect)['ignoredReason']
}
export type InboxPage = { events: InboxEvent[]; nextBefore: string | null; open: number }

const EVENTS_A_PAGE = 50
const OPEN = ['received', 'failed', 'dead'] as const

/** Stripe's events as they came, the newest first; `open` are those that are not applied yet. */
export async function webhookInbox(filter: InboxFilter, before?: Date): Promise<InboxPage> {
  const db = system()
  const isOpen = inArray(webhookEvents.status, [...OPEN])
  const [found, open] = await Promise.all([
    db
      .select()
      .from(webhookEvents)
      .where(
        and(
          filter === 'open' ? isOpen : undefined,
          before ? lt(webhookEvents.receivedAt, before) : undefined,
        ),
      )
      .orderBy(desc(webhookEvents.receivedAt))
      .limit(EVENTS_A_PAGE + 1),
    db.$count(webhookEvents, isOpen),
  ])
  const events = found.slice(0, EVENTS_A_PAGE)
  return {
    open,
    events: events.map(inboxEventOf),
    nextBefore: found.length > events.length ? (events.at(-1)?.receivedAt.toISOString() ?? null) : null,
  }
}

/** Without its payload, which the event's own page shows. */
export function inboxEventOf(row: typeof webhookEvents.$inferSelect): InboxEvent {
  const { id, type, status, receivedAt, attempts, workspaceId, lastError, nextAttemptAt, ignoredReason } = row
  return {
    id,
    type,
    status,
    attempts,
    workspaceId,
    ignoredReason,
    receivedAt: receivedAt.toISOString(),
    lastError: lastError && safeText(lastError),
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  }
}
