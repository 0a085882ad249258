import { and, eq, sql } from 'drizzle-orm'
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

/** As if this many days had passed without a check. */
export async function passDays(workspaceId: number, days: number): Promise<void> {
  const ago = sql`make_interval(days => ${days})`
  await system().execute(sql`update credit_accounts set anchor_at = anchor_at - ${ago},
    cycle_start = cycle_start - ${ago}, cycle_end = cycle_end - ${ago} where workspace_id = ${workspaceId}`)
  await system().execute(sql`update watches set cycle_start = cycle_start - ${ago}
    where workspace_id = ${workspaceId}`)
}
