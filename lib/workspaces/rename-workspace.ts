import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, workspaces } from '@/db/schema/index'
import type { WorkspaceContext } from '@/lib/core/context'

/** Renames the workspace. Does nothing if the name is the same. */
export async function renameWorkspace(ctx: WorkspaceContext, name: string): Promise<void> {
  await inWorkspace(ctx.workspaceId, async (tx) => {
    const [now] = await tx
      .select({ name: workspaces.name })
      .from(workspaces)
      .where(eq(workspaces.id, ctx.workspaceId))
      .for('update')
    if (!now || now.name === name) return
    await tx.update(workspaces).set({ name }).where(eq(workspaces.id, ctx.workspaceId))
    await tx.insert(auditEvents).values({
      workspaceId: ctx.workspaceId,
      actorId: ctx.userId,
      verb: 'workspace.renamed',
      detail: { from: now.name, to: name },
    })
  })
}
