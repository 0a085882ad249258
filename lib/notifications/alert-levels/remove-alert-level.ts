import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { alertLevels } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

/** Removes one of this person's alert levels. Safe to repeat. */
export async function removeAlertLevel(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, (tx) =>
    tx
      .delete(alertLevels)
      .where(
        and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.userId, userId), eq(alertLevels.id, id)),
      ),
  )
}
