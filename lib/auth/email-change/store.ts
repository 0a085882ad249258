import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Database, Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import {
  auditEvents,
  authAccounts,
  authVerificationTokens,
  emailChanges,
  invitations,
  members,
  users,
} from '@/db/schema/index'
import { isSignature, signatureOf } from '@/lib/core/clients/signature'
import { notFound } from '@/lib/core/errors'

/** `confirm` is sent to the new address, `undo` to the old one. Neither works for the other purpose. */
export type ChangePurpose = 'confirm' | 'undo'

/** Derived from the change's id and our secret, so no table or job stores it. */
export const changeToken = (purpose: ChangePurpose, id: string): string =>
  `${id}.${signatureOf(`email-change.${purpose}`, id)}`

/** The id of a link's change; null if the token is incomplete, forged, or for another purpose. */
export function changeOfToken(purpose: ChangePurpose, token: string): string | null {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(token)
  const [, id, signature] = found ?? []
  return id && signature && isSignature(signature, `email-change.${purpose}`, id) ? id : null
}

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
export type EmailChange = typeof emailChanges.$inferSelect

/** How long the new address has to confirm. */
export const CONFIRM_HOURS = 24
/** How long the old address can undo. */
export const UNDO_DAYS = 7

export const isOpen = and(isNull(emailChanges.confirmedAt), isNull(emailChanges.canceledAt))
/** Confirmed, and can still be undone. */
const isUndoable = and(
  sql`${emailChanges.confirmedAt} is not null`,
  isNull(emailChanges.undoneAt),
  sql`${emailChanges.undoUntil} > ${marketNow}`,
)

export type FoundChange = { change: EmailChange; expired: boolean; undoable: boolean }

export async function findChange(db: Queryable, id: string): Promise<FoundChange | null> {
  const [row] = await db
    .select({
      change: emailChanges,
      expired: sql<boolean>`${emailChanges.expiresAt} <= ${marketNow}`,
      undoable: sql<boolean>`coalesce(${isUndoable}, false)`,
    })
    .from(emailChanges)
    .where(eq(emailChanges.id, id))
  return row ?? null
}

/** Locks the person's row, so that changes of their address run one after the other. */
export async function lockPerson(tx: Transaction, userId: number): Promise<{ email: string }> {
  const [person] = await tx
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userId))
    .for('update')
  if (!person) throw notFound('account')
  return { email: person.email.toLowerCase() }
}

/**
 * Gives the person another address and updates everything keyed on the address: open invitations move, sign-in links to
 * the previous address stop working, and Google accounts with another address are unlinked. Data keyed on the person needs
 * no update. Returns whether a Google account was unlinked.
 */
export async function changeAddress(
  tx: Transaction,
  { userId, from, to }: { userId: number; from: string; to: string },
): Promise<{ googleUnlinked: boolean }> {
  await tx.update(users).set({ email: to, emailVerifiedAt: sql`now()` }).where(eq(users.id, userId))
  await tx.delete(authVerificationTokens).where(eq(authVerificationTokens.identifier, from))
  await moveInvitations(tx, from, to)
  const unlinked = await tx
    .delete(authAccounts)
    .where(
      and(
        eq(authAccounts.userId, userId),
        or(isNull(authAccounts.email), sql`${authAccounts.email} <> ${to}`),
      ),
    )
    .returning({ provider: authAccounts.provider })
  return { googleUnlinked: unlinked.length > 0 }
}

/** An address that is also invited itself keeps both invitations, because a workspace has one open one for an address. */
async function moveInvitations(tx: Transaction, from: string, to: string): Promise<void> {
  const isOpenInvitation = and(isNull(invitations.usedAt), isNull(invitations.revokedAt))
  const open = await tx
    .select({ workspaceId: invitations.workspaceId })
    .from(invitations)
    .where(and(eq(invitations.email, from), isOpenInvitation))
  for (const { workspaceId } of open) {
    await tx
      .update(invitations)
      .set({ email: to })
      .where(
        and(
          eq(invitations.workspaceId, workspaceId),
          eq(invitations.email, from),
          isOpenInvitation,
          sql`not exists (select 1 from invitations other where other.workspace_id = ${invitations.workspaceId}
            and other.email = ${to} and other.used_at is null and other.revoked_at is null)`,
        ),
      )
  }
}

/** Records in each workspace that a member's address changed, without the address. */
export async function auditInWorkspaces(tx: Transaction, userId: number, verb: string): Promise<void> {
  const where = await tx
    .select({ workspaceId: members.workspaceId })
    .from(members)
    .where(eq(members.userId, userId))
  if (where.length === 0) return
  await tx
    .insert(auditEvents)
    .values(where.map(({ workspaceId }) => ({ workspaceId, actorId: userId, verb, detail: { userId } })))
}

/**
 * Whether an address can still be restored to someone else who changed it recently. Until then no one else can use it, or
 * undoing would be impossible.
 */
export async function isReserved(db: Queryable, email: string, exceptUserId = 0): Promise<boolean> {
  const [row] = await db
    .select({ id: emailChanges.id })
    .from(emailChanges)
    .innerJoin(users, eq(users.id, emailChanges.userId))
    .where(
      and(
        eq(emailChanges.oldEmail, email),
        isUndoable,
        sql`lower(${users.email}) <> ${email}`,
        sql`${users.id} <> ${exceptUserId}`,
      ),
    )
    .limit(1)
  return row !== undefined
}
