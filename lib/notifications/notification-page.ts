import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { notifications } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type NotificationText, notificationText } from './labels'
import type { Notice } from './notice'

export type NotificationRow = NotificationText & { id: string; at: string; unread: boolean }
export type NotificationPage = { rows: NotificationRow[]; nextBefore: string | null }

const ROWS_A_PAGE = 25
const MOST_COUNTED = 100

/** This person's notifications, newest first. */
export async function notificationPage(
  ctx: WorkspaceContext & { timeZone: string },
  before?: Date,
): Promise<NotificationPage> {
  const found = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select()
      .from(notifications)
      .where(and(isMine(ctx), before ? lt(notifications.createdAt, before) : undefined))
      .orderBy(desc(notifications.createdAt))
      .limit(ROWS_A_PAGE + 1),
  )
  const rows = found.slice(0, ROWS_A_PAGE)
  return {
    rows: rows.map(({ id, kind, data, createdAt, readAt }) => ({
      id,
      at: createdAt.toISOString(),
      unread: readAt === null,
      ...notificationText({ kind, data } as Notice, ctx.timeZone),
    })),
    nextBefore: found.length > rows.length ? (rows.at(-1)?.createdAt.toISOString() ?? null) : null,
  }
}

/** How many are unread; counted to 100, beyond that nobody reads the number. */
export async function unreadCount(ctx: WorkspaceContext): Promise<number> {
  const rows = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(isMine(ctx), isNull(notifications.readAt)))
      .limit(MOST_COUNTED),
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
