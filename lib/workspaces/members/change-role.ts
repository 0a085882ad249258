import { and, eq } from 'drizzle-orm'
import { type MemberRole, members } from '@/db/schema'
import { transferTrial } from '@/lib/billing/catalog/trial'
import type { WorkspaceContext } from '@/lib/core/context'
import { deliver } from '@/lib/notifications/notify'
import { type Ended, endLeftBehind } from './end-left-behind'
import { mustKeepAnOwner, mustManage, withLockedMembers } from './locked-members'

/**
 * Gives a member another role, and ends what runs in their name that the new role does not allow (R35): the API keys,
 * invitations and scheduled posts of an admin who becomes a member. Ownership is transferred by making someone else an
 * owner and stepping down. The role a member has already changes nothing; null says so.
 */
export async function changeRole(
  ctx: WorkspaceContext,
  { userId, role }: { userId: number; role: MemberRole },
): Promise<Ended | null> {
  const changed = await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, owners, audit }) => {
    const from = roleOf(userId)
    mustManage(actorRole, from, role)
    if (from === role) return null
    mustKeepAnOwner(from, owners)
    if (role === 'owner') await transferTrial(tx, userId, ctx.workspaceId)
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.userId, userId)))
    const left = await endLeftBehind(tx, ctx, { userId, role })
    await audit('member.role-changed', { userId, from, to: role, ended: left.ended })
    return left
  })
  for (const notified of changed?.notified ?? []) await deliver(notified)
  return changed?.ended ?? null
}
