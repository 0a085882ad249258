import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'

/** Whether images made from the workspace's photos carry a label and a public link to the original (R46). On by default. */
export async function labelsAlteredPhotos(workspaceId: number): Promise<boolean> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ on: workspaces.labelsAlteredPhotos }).from(workspaces).where(eq(workspaces.id, workspaceId)),
  )
  return row?.on ?? true
}

/** Applies to images that are made from now on. Links that were published keep working. */
export async function setLabelsAlteredPhotos(
  { workspaceId, userId }: WorkspaceContext,
  labelsAlteredPhotos: boolean,
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await tx.update(workspaces).set({ labelsAlteredPhotos }).where(eq(workspaces.id, workspaceId))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'workspace.altered-photos',
      detail: { labeled: labelsAlteredPhotos },
    })
  })
}
