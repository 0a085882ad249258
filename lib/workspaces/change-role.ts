import { and, eq } from 'drizzle-orm'
import { type MemberRole, members } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { mustKeepAnOwner, mustManage, withLockedMembers } from './locked-members'

/**
 * Gives a member another role. Ownership is handed over by making somebody else an owner and stepping down.
 * The role somebody has already changes nothing.
 */
export async function changeRole(
  ctx: WorkspaceContext,
  { userId, role }: { userId: number; role: MemberRole },
): Promise<void> {
  await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, owners, audit }) => {
    const from = roleOf(userId)
    mustManage(actorRole, from, role)
    if (from === role) return
    mustKeepAnOwner(from, owners)
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, userId)))
    await audit('member.role-changed', { userId, from, to: role })
  })
}
