import { and, eq } from 'drizzle-orm'
import { type MemberRole, members } from '@/db/schema'
import { transferTrial } from '@/lib/billing/catalog/trial'
import type { WorkspaceContext } from '@/lib/core/context'
import { deliver } from '@/lib/notifications/notify'
import { type Ended, endLeftBehind } from './end-left-behind'
import { assertCanManage, assertOwnerRemains, withLockedMembers } from './locked-members'

/**
 * Changes a member's role, and ends what the new role doesn't allow (R35): the API keys, invitations and scheduled posts
 * of an admin who becomes a member. Returns null if the member already has the role.
 */
export async function changeRole(
  ctx: WorkspaceContext,
  { userId, role }: { userId: number; role: MemberRole },
): Promise<Ended | null> {
  const changed = await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, owners, audit }) => {
    const from = roleOf(userId)
    assertCanManage(actorRole, from, role)
    if (from === role) return null
    assertOwnerRemains(from, owners)
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
