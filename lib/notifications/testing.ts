import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { notifications } from '@/db/schema'
import { moveBack } from '@/db/testing'
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

/** As if this many days had passed without a check. */
export async function passDays(workspaceId: number, days: number): Promise<void> {
  const ofWorkspace = sql`workspace_id = ${workspaceId}`
  const cycle = ['anchor_at', 'cycle_start', 'cycle_end']
  await moveBack('credit_accounts', cycle, `${days} days`, ofWorkspace)
  await moveBack('watches', ['cycle_start'], `${days} days`, ofWorkspace)
}
