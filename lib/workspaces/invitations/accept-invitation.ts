import { and, eq, isNull, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, invitations, members, users, workspaces } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import type { Transaction } from '../members/locked-members'
import { hashInvitationToken, workspaceOfToken } from './invitation-token'

type Person = { id: number; email: string }

/**
 * Makes the person a member, once. They must be signed in with the address the link was emailed to. Accepting again
 * succeeds for the same member.
 * @throws Refusal `invitations.gone`, `.used`, `.expired`, `.other-address`
 */
export async function acceptInvitation(person: Person, token: string): Promise<{ workspaceId: number }> {
  const workspaceId = workspaceOfToken(token)
  if (workspaceId === null) throw unknownInvitation()
  await system().transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const isThis = and(
      eq(invitations.workspaceId, workspaceId),
      eq(invitations.tokenHash, hashInvitationToken(token)),
    )
    const [found] = await tx
      .select({ invitation: invitations, expired: sql<boolean>`${invitations.expiresAt} <= ${marketNow}` })
      .from(invitations)
      .where(isThis)
    if (!found || found.invitation.revokedAt) throw unknownInvitation()
    const { id, email, role, usedAt, usedBy } = found.invitation
    if (person.email.trim().toLowerCase() !== email) {
      throw new Refusal(
        'invitations.other-address',
        `This invitation is for ${email}. Sign in with that address.`,
      )
    }
    const isMember = and(eq(members.workspaceId, workspaceId), eq(members.userId, person.id))
    const [member] = await tx.select({ role: members.role }).from(members).where(isMember)
    if (usedAt && !(usedBy === person.id && member)) {
      throw new Refusal('invitations.used', 'This invitation was already accepted. Ask for a new one.')
    }
    if (!usedAt) {
      if (found.expired)
        throw new Refusal('invitations.expired', 'This invitation has expired. Ask for a new one.')
      await tx.update(invitations).set({ usedAt: marketNow, usedBy: person.id }).where(isThis)
      if (!member) await tx.insert(members).values({ workspaceId, userId: person.id, role })
      await tx.insert(auditEvents).values({
        workspaceId,
        actorId: person.id,
        verb: 'invitation.accepted',
        detail: { invitationId: id, role },
      })
    }
    await tx.update(users).set({ currentWorkspaceId: workspaceId }).where(eq(users.id, person.id))
  })
  return { workspaceId }
}

/** The same lock as every change of members, so that an invitation is either canceled or accepted, never both. */
async function lockWorkspace(tx: Transaction, workspaceId: number): Promise<void> {
  const [there] = await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(and(eq(workspaces.id, workspaceId), isNull(workspaces.deletedAt)))
    .for('update')
  if (!there) throw unknownInvitation()
}

const unknownInvitation = () =>
  new Refusal(
    'invitations.gone',
    'This invitation was canceled, or its link is incomplete. Ask for a new one.',
  )
