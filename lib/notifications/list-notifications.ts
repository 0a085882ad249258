import { and, eq, isNull, type Placeholder } from 'drizzle-orm'
import { inWorkspace, readInWorkspace } from '@/db/client'
import { type Given, preparedRead } from '@/db/connections/prepared-read'
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
  const { workspaceId, userId } = ctx
  const rows = await readInWorkspace(workspaceId, (tx) => readUnread(tx, { workspaceId, userId }))
  return rows.length
}

const readUnread = preparedRead((db, given: Given<'workspaceId' | 'userId'>) =>
  db
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        isMine({ workspaceId: given('workspaceId'), userId: given('userId') }),
        isNull(notifications.readAt),
      ),
    )
    .limit(MAX_COUNT),
)

/** Marks one as read, or all of them. Safe to repeat. */
export async function markRead(ctx: WorkspaceContext, id: string | null): Promise<void> {
  await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .update(notifications)
      .set({ readAt: marketNow })
      .where(and(isMine(ctx), isNull(notifications.readAt), id ? eq(notifications.id, id) : undefined)),
  )
}

type Mine = { workspaceId: number | Placeholder; userId: number | Placeholder }

const isMine = ({ workspaceId, userId }: Mine) =>
  and(
    eq(notifications.workspaceId, workspaceId),
    eq(notifications.userId, userId),
    eq(notifications.inApp, true),
  )
