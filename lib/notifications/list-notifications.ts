import { and, eq, isNull } from 'drizzle-orm'
import { inWorkspace, readInWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { notifications } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import { type NotificationText, notificationText } from './labels'
import type { Notice } from './notice'

export type NotificationRow = NotificationText & { id: string; at: string; unread: boolean }

const MAX_COUNT = 100

/** This person's notifications, newest first. */
export async function listNotifications(
  ctx: WorkspaceContext & { timeZone: string },
  query: PageQuery,
): Promise<Page<NotificationRow>> {
  const page = pageClauses({ at: notifications.createdAt, id: notifications.id }, query)
  const found = await readInWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ row: notifications, cursor: page.cursor })
      .from(notifications)
      .where(and(isMine(ctx), page.where))
      .orderBy(...page.orderBy)
      .limit(page.limit),
  )
  return toPage(found, query, ({ row: { id, kind, data, createdAt, readAt } }) => ({
    id,
    at: createdAt.toISOString(),
    unread: readAt === null,
    ...notificationText({ kind, data } as Notice, ctx.timeZone),
  }))
}

/** The number of unread notifications, counted up to 100. */
export async function countUnread(ctx: WorkspaceContext): Promise<number> {
  const rows = await readInWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(isMine(ctx), isNull(notifications.readAt)))
      .limit(MAX_COUNT),
  )
  return rows.length
}

/** Marks one as read, or all of them. Safe to repeat. */
export async function markRead(ctx: WorkspaceContext, id: string | null): Promise<void> {
  await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .update(notifications)
      .set({ readAt: marketNow })
      .where(and(isMine(ctx), isNull(notifications.readAt), id ? eq(notifications.id, id) : undefined)),
  )
}

const isMine = ({ workspaceId, userId }: WorkspaceContext) =>
  and(
    eq(notifications.workspaceId, workspaceId),
    eq(notifications.userId, userId),
    eq(notifications.inApp, true),
  )
