import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { notifications } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

/** What somebody was told, oldest first, for the database tests of notifications. */
export async function told({ workspaceId, userId }: WorkspaceContext): Promise<string[]> {
  const rows = await system()
    .select({ kind: notifications.kind })
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.userId, userId)))
    .orderBy(notifications.createdAt)
  return rows.map(({ kind }) => kind)
}
