import { and, eq } from 'drizzle-orm'
import { alertLevels, members, spendingLimits } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { deliver } from '@/lib/notifications/notify'
import { closeRequestsOfMember } from '@/lib/spending-limits/open-requests'
import { type Ended, endLeftBehind } from './end-left-behind'
import { mustKeepAnOwner, mustManage, withLockedMembers } from './locked-members'

/**
 * Removes a member immediately, with everything that runs in their name (R35): invitations they sent, their API keys,
 * scheduled campaigns and posts. What they made stays. Removing yourself is leaving. Returns what ended.
 */
export async function removeMember(ctx: WorkspaceContext, { userId }: { userId: number }): Promise<Ended> {
  const { workspaceId } = ctx
  const { ended, notified } = await withLockedMembers(
    ctx,
    async ({ tx, actorRole, roleOf, owners, audit }) => {
      const role = roleOf(userId)
      const leaves = userId === ctx.userId
      if (!leaves) mustManage(actorRole, role)
      mustKeepAnOwner(role, owners)
      await tx.delete(members).where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)))
      await tx
        .delete(spendingLimits)
        .where(
          and(
            eq(spendingLimits.workspaceId, workspaceId),
            eq(spendingLimits.kind, 'member'),
            eq(spendingLimits.subject, userId),
          ),
        )
      await tx
        .delete(alertLevels)
        .where(and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.userId, userId)))
      await closeRequestsOfMember(tx, workspaceId, { userId, by: ctx.userId })
      const left = await endLeftBehind(tx, ctx, { userId, role: null })
      await audit(leaves ? 'member.left' : 'member.removed', { userId, role, ended: left.ended })
      return left
    },
  )
  for (const one of notified) await deliver(one)
  return ended
}
