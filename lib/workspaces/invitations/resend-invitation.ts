import { and, eq } from 'drizzle-orm'
import { invitations } from '@/db/schema'
import { invitedRoles } from '@/db/schema/people/invitations'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { enqueue } from '@/lib/jobs/queue'
import { assertCanManage, withLockedMembers } from '../members/locked-members'
import { isOpenFor, writeInvitation } from './write-invitation'

/** Emails a new link with a new expiry date; the previous link no longer works. A replaced invitation can't be resent. */
export async function resendInvitation(
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<{ id: string }> {
  const { workspaceId } = ctx
  const fresh = await withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    assertCanManage(actorRole)
    const [found] = await tx
      .select()
      .from(invitations)
      .where(and(isOpenFor(workspaceId), eq(invitations.id, id)))
    if (!found) throw notFound('invitation')
    const role = invitedRoles.find((one) => one === found.role)
    assert(role, 'invitations never have the owner role')
    const next = await writeInvitation(tx, ctx, { email: found.email, role })
    await audit('invitation.resent', { invitationId: next, before: id })
    return next
  })
  await enqueue('invitation-mail', { workspaceId, id: fresh }, fresh)
  return { id: fresh }
}
