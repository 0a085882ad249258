import { and, eq } from 'drizzle-orm'
import { alertLevels, members, spendingLimits } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { removeFile } from '@/lib/files/files'
import { deliver } from '@/lib/notifications/notify'
import { closeIncreaseRequestsOfMember } from '@/lib/spending-limits/open-requests'
import { deleteAgentCard } from '../agent-card/agent-card'
import { type Ended, endLeftBehind } from './end-left-behind'
import { assertCanManage, assertOwnerRemains, withLockedMembers } from './locked-members'

/**
 * Removes a member immediately, and ends the invitations they sent, their API keys, and their scheduled campaigns and
 * posts (R35). Their content is kept. Removing yourself means leaving. Returns what ended.
 */
export async function removeMember(ctx: WorkspaceContext, { userId }: { userId: number }): Promise<Ended> {
  const { workspaceId } = ctx
  const { ended, notified, photo } = await withLockedMembers(
    ctx,
    async ({ tx, actorRole, roleOf, owners, audit }) => {
      const role = roleOf(userId)
      const leaves = userId === ctx.userId
      if (!leaves) assertCanManage(actorRole, role)
      assertOwnerRemains(role, owners)
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
      await closeIncreaseRequestsOfMember(tx, workspaceId, { userId, by: ctx.userId })
      await tx
        .delete(alertLevels)
        .where(and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.userId, userId)))
      const photo = await deleteAgentCard(tx, workspaceId, userId)
      const left = await endLeftBehind(tx, ctx, { userId, role: null })
      await audit(leaves ? 'member.left' : 'member.removed', { userId, role, ended: left.ended })
      return { ...left, photo }
    },
  )
  for (const one of notified) await deliver(one)
  if (photo) await removeFile(workspaceId, photo)
  return ended
}
