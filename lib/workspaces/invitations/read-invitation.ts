import { and, eq, isNull, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { invitations, type MemberRole, users, workspaces } from '@/db/schema'
import { hashInvitationToken, workspaceOfToken } from './invitation-token'

export type ReadInvitation = {
  workspaceName: string
  invitedBy: string
  email: string
  role: MemberRole
  state: 'open' | 'expired' | 'used' | 'revoked'
}

/** The invitation of an emailed link; null if there is none. Anyone with the link can read it. */
export async function readInvitation(token: string): Promise<ReadInvitation | null> {
  const workspaceId = workspaceOfToken(token)
  if (workspaceId === null) return null
  const [found] = await system()
    .select({
      workspaceName: workspaces.name,
      invitedBy: sql<string>`coalesce(nullif(${users.name}, ''), ${users.email})`,
      email: invitations.email,
      role: invitations.role,
      state: sql<ReadInvitation['state']>`case when ${invitations.usedAt} is not null then 'used'
        when ${invitations.revokedAt} is not null then 'revoked'
        when ${invitations.expiresAt} <= ${marketNow} then 'expired' else 'open' end`,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        eq(invitations.workspaceId, workspaceId),
        eq(invitations.tokenHash, hashInvitationToken(token)),
        isNull(workspaces.deletedAt),
      ),
    )
  return found ?? null
}
