import { and, eq, isNull } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { apiKeys, invitations, members, workspaces } from '@/db/schema'
import { endPlan } from '@/lib/billing/subscription/end-plan'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { isOpenFor } from './invitations/write-invitation'
import { assertOwner, type LockedMembers, withLockedMembers } from './members/locked-members'
import { stopWork } from './stop-work'

/**
 * Deletes a workspace: its plan ends immediately, all members lose access, and everything in it stops, including API keys,
 * invitations and share links (R35). The ledger, invoices and content are kept for accounting. The typed name confirms it.
 * @throws Refusal `forbidden`, `workspace.name`
 */
export async function deleteWorkspace(ctx: WorkspaceContext, { name }: { name: string }): Promise<void> {
  await withLockedMembers(ctx, (locked) => assertNameMatches(ctx, locked, name))
  // Stripe is called outside a transaction. If the process dies here, the owner still has access and can try again.
  await endPlan(ctx)
  await withLockedMembers(ctx, async (locked) => {
    await assertNameMatches(ctx, locked, name)
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

async function assertNameMatches(
  ctx: WorkspaceContext,
  { tx, actorRole }: LockedMembers,
  name: string,
): Promise<void> {
  assertOwner(actorRole, 'workspace.delete')
  const [workspace] = await tx
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  if (workspace?.name.trim() !== name.trim()) {
    throw new Refusal('workspace.name', 'The name doesn’t match. Type the workspace’s name to confirm.')
  }
}
