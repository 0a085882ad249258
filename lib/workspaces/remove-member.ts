import { and, eq, isNull } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { apiKeys, creditCaps, members } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { mustKeepAnOwner, mustManage, withLockedMembers } from './locked-members'

/**
 * Takes a member out of the workspace, at once (R35). What they made stays, but not the keys for programs: these spend in
 * their name. Removing oneself is leaving.
 */
export async function removeMember(ctx: WorkspaceContext, { userId }: { userId: number }): Promise<void> {
  await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, owners, audit }) => {
    const role = roleOf(userId)
    const leaves = userId === ctx.userId
    if (!leaves) mustManage(actorRole, role)
    mustKeepAnOwner(role, owners)
    await tx.delete(members).where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, userId)))
    await tx
      .update(apiKeys)
      .set({ revokedAt: marketNow, revokedBy: ctx.userId })
      .where(
        and(
          eq(apiKeys.workspaceId, ctx.workspaceId),
          eq(apiKeys.createdBy, userId),
          // A service key belongs to the workspace and stays.
          eq(apiKeys.kind, 'personal'),
          isNull(apiKeys.revokedAt),
        ),
      )
    await tx
      .delete(creditCaps)
      .where(
        and(
          eq(creditCaps.workspaceId, ctx.workspaceId),
          eq(creditCaps.kind, 'member'),
          eq(creditCaps.subject, userId),
        ),
      )
    await audit(leaves ? 'member.left' : 'member.removed', { userId, role })
  })
}
