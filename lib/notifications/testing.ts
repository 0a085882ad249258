import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { notifications } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

/** The kinds of a person's notifications, oldest first, for database tests. */
export async function notificationKindsOf({ workspaceId, userId }: WorkspaceContext): Promise<string[]> {
  const rows = await system()
    .select({ kind: notifications.kind })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.userId, userId)))
    .orderBy(notifications.createdAt)
  return rows.map(({ kind }) => kind)
}
