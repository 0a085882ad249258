import { and, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { webhookEvents } from '@/db/schema'
import { safeText } from '@/lib/core/logging/safe-error'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'

export const inboxFilters = ['open', 'all'] as const
export type InboxFilter = (typeof inboxFilters)[number]
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
export type InboxPage = Page<InboxEvent> & { open: number }

/** Not applied yet, as the index says it. */
const isOpen = sql`${webhookEvents.status} in ('received', 'failed', 'dead')`

/** Stripe's events as they came, the newest first; `open` are those that are not applied yet. */
export async function webhookInbox(filter: InboxFilter, query: PageQuery): Promise<InboxPage> {
  const db = system()
  const page = pageClauses({ at: webhookEvents.receivedAt, id: webhookEvents.id }, query)
  const [found, open] = await Promise.all([
    db
      .select({ event: webhookEvents, cursor: page.cursor })
      .from(webhookEvents)
      .where(and(filter === 'open' ? isOpen : undefined, page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit),
    db.$count(webhookEvents, isOpen),
  ])
  return { ...toPage(found, query, ({ event }) => inboxEventOf(event)), open }
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
