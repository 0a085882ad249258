import { and, eq } from 'drizzle-orm'
import { members } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { mustKeepAnOwner, mustManage, withLockedMembers } from './locked-members'

/** Takes a member out of the workspace, at once (R35). What they made stays; removing oneself is leaving. */
export async function removeMember(ctx: WorkspaceContext, { userId }: { userId: number }): Promise<void> {
  await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, owners, audit }) => {
    const role = roleOf(userId)
    const leaves = userId === ctx.userId
    if (!leaves) mustManage(actorRole, role)
    mustKeepAnOwner(role, owners)
    await tx.delete(members).where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, userId)))
    await audit(leaves ? 'member.left' : 'member.removed', { userId, role })
  })
}
