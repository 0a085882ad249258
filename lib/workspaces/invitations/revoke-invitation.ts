import { and, eq } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { invitations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { assertCanManage, withLockedMembers } from '../members/locked-members'

/**
 * Cancels an invitation, so its link no longer works. Idempotent.
 * @throws Refusal `not-found`, `invitations.used`
 */
export async function revokeInvitation(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const isThis = and(eq(invitations.workspaceId, ctx.workspaceId), eq(invitations.id, id))
  await withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    assertCanManage(actorRole)
    const [found] = await tx.select().from(invitations).where(isThis)
    if (!found) throw notFound('invitation')
    if (found.usedAt) {
      throw new Refusal(
        'invitations.used',
        'This invitation was already accepted. Remove the member instead.',
      )
    }
    if (found.revokedAt) return
    await tx.update(invitations).set({ revokedAt: marketNow }).where(isThis)
    await audit('invitation.revoked', { invitationId: id })
  })
}
