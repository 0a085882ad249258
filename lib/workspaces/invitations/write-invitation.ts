import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import { invitations } from '@/db/schema'
import type { InvitedRole } from '@/db/schema/people/invitations'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import type { Transaction } from '../members/locked-members'
import { hashInvitationToken, invitationToken } from './invitation-token'

export const INVITATION_DAYS = 7
/** Each is an email to someone who didn't ask for it. */
const MAX_PER_DAY = 50

type Invited = { email: string; role: InvitedRole }

/**
 * Stores a new invitation, which replaces an open one for the same address. Only the newest link works.
 * @throws Refusal `invitations.too-many`
 */
export async function writeInvitation(
  tx: Transaction,
  { workspaceId, userId }: WorkspaceContext,
  { email, role }: Invited,
): Promise<string> {
  const [today] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(invitations)
    .where(
      and(
        eq(invitations.workspaceId, workspaceId),
        sql`${invitations.invitedAt} > ${marketNow} - interval '1 day'`,
      ),
    )
  if ((today?.count ?? 0) >= MAX_PER_DAY) {
    throw new Refusal(
      'invitations.too-many',
      `You’ve sent ${MAX_PER_DAY} invitations today. Try again tomorrow.`,
    )
  }
  await tx
    .update(invitations)
    .set({ revokedAt: marketNow })
    .where(and(isOpenFor(workspaceId), eq(invitations.email, email)))
  const id = randomUUID()
  await tx.insert(invitations).values({
    workspaceId,
    id,
    email,
    role,
    tokenHash: hashInvitationToken(invitationToken(workspaceId, id)),
    invitedBy: userId,
    expiresAt: sql`${marketNow} + make_interval(days => ${INVITATION_DAYS})`,
  })
  return id
}

/** Neither accepted nor canceled. It can have expired. */
export const isOpenFor = (workspaceId: number) =>
  and(eq(invitations.workspaceId, workspaceId), isNull(invitations.usedAt), isNull(invitations.revokedAt))
