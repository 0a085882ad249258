import { desc, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { invitations, type MemberRole, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { isOpenFor } from './write-invitation'

export type InvitationView = {
  id: string
  email: string
  role: MemberRole
  invitedBy: string
  expiresAt: Date
  expired: boolean
}

/** Invitations that haven't been accepted, newest first. */
export async function listInvitations(ctx: WorkspaceContext): Promise<InvitationView[]> {
  return inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        invitedBy: sql<string>`coalesce(nullif(${users.name}, ''), ${users.email})`,
        expiresAt: invitations.expiresAt,
        expired: sql<boolean>`${invitations.expiresAt} <= ${marketNow}`,
      })
      .from(invitations)
      .innerJoin(users, eq(users.id, invitations.invitedBy))
      .where(isOpenFor(ctx.workspaceId))
      .orderBy(desc(invitations.invitedAt)),
  )
}
