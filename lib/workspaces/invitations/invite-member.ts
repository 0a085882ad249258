import { and, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { marketNow } from '@/db/product-time'
import { invitations, members, users } from '@/db/schema'
import type { InvitedRole } from '@/db/schema/people/invitations'
import { invitedRoles } from '@/db/schema/people/invitations'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { EmailAddress } from '@/lib/email/address'
import { enqueue } from '@/lib/jobs/queue'
import { assertCanManage, type Transaction, withLockedMembers } from '../members/locked-members'
import { isOpenFor, writeInvitation } from './write-invitation'

export const InvitationInput = z.object({ email: EmailAddress, role: z.enum(invitedRoles) })

/**
 * Invites someone by email (R34). Repeating it returns the open invitation without a second email.
 * @throws Refusal `forbidden`, `invitations.member`, `invitations.too-many`
 */
export async function inviteMember(
  ctx: WorkspaceContext,
  { email, role }: { email: string; role: InvitedRole },
): Promise<{ id: string; fresh: boolean }> {
  const { workspaceId } = ctx
  const invited = await withLockedMembers(ctx, async ({ tx, actorRole, audit }) => {
    assertCanManage(actorRole, role)
    await assertNotMember(tx, workspaceId, email)
    const [same] = await tx
      .select({ id: invitations.id })
      .from(invitations)
      .where(
        and(
          isOpenFor(workspaceId),
          eq(invitations.email, email),
          eq(invitations.role, role),
          gt(invitations.expiresAt, marketNow),
        ),
      )
    if (same) return { id: same.id, fresh: false }
    const id = await writeInvitation(tx, ctx, { email, role })
    await audit('invitation.sent', { invitationId: id, role })
    return { id, fresh: true }
  })
  if (invited.fresh) await enqueue('invitation-mail', { workspaceId, id: invited.id }, invited.id)
  return invited
}

async function assertNotMember(tx: Transaction, workspaceId: number, email: string): Promise<void> {
  const [member] = await tx
    .select({ id: users.id })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), eq(sql`lower(${users.email})`, email)))
  if (member) throw new Refusal('invitations.member', 'This person is already a member.')
}
