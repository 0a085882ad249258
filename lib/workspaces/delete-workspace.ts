import { and, eq, isNull } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { apiKeys, invitations, members, workspaces } from '@/db/schema'
import { endPlan } from '@/lib/billing/subscription/end-plan'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { isOpenFor } from './invitations/write-invitation'
import { type LockedMembers, mustOwn, withLockedMembers } from './members/locked-members'
import { stopWork } from './stop-work'

/**
 * Deletes a workspace: its plan ends immediately, all members lose access, and everything that runs in it stops, its keys,
 * invitations and share links included (R35). The ledger, the invoices and what was made are kept for the books. The name
 * is typed as a confirmation.
 * @throws Refusal `forbidden`, `workspace.name`
 */
export async function deleteWorkspace(ctx: WorkspaceContext, { name }: { name: string }): Promise<void> {
  await withLockedMembers(ctx, (locked) => mustMean(ctx, locked, name))
  // Stripe is asked outside a transaction; if the process dies here, the owner is still in and can ask again.
  await endPlan(ctx)
  await withLockedMembers(ctx, async (locked) => {
    await mustMean(ctx, locked, name)
    const { tx, audit } = locked
    const { workspaceId, userId } = ctx
    await audit('workspace.deleted', { name })
    await tx.update(invitations).set({ revokedAt: marketNow }).where(isOpenFor(workspaceId))
    await tx
      .update(apiKeys)
      .set({ revokedAt: marketNow, revokedBy: userId })
      .where(and(eq(apiKeys.workspaceId, workspaceId), isNull(apiKeys.revokedAt)))
    await stopWork(tx, workspaceId)
    await tx.update(workspaces).set({ deletedAt: marketNow }).where(eq(workspaces.id, workspaceId))
    await tx.delete(members).where(eq(members.workspaceId, workspaceId))
  })
}

async function mustMean(
  ctx: WorkspaceContext,
  { tx, actorRole }: LockedMembers,
  name: string,
): Promise<void> {
  mustOwn(actorRole, 'workspace.delete')
  const [workspace] = await tx
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  if (workspace?.name.trim() !== name.trim()) {
    throw new Refusal('workspace.name', 'That is not the name of this workspace.')
  }
}
