import { and, eq, ne, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { brokenConstraint } from '@/db/distribute/broken-constraint'
import { marketNow } from '@/db/product-time'
import { authSessions, emailChanges, users } from '@/db/schema/index'
import { Refusal } from '@/lib/core/errors'
import { queueAccountEmail, sendAccountEmails } from '../account-email/outbox'
import {
  auditInWorkspaces,
  changeAddress,
  changeOfToken,
  type EmailChange,
  findChange,
  isReserved,
  lockPerson,
  type Transaction,
  UNDO_DAYS,
} from './store'

export type ConfirmedBy = {
  /** The person signed in in this browser; null if none. */
  userId: number | null
  /** The hash of this browser's session, which stays signed in. */
  sessionHash: string | null
}

/**
 * Gives the person the new address, once, with the link sent to it. A change requested by the person is confirmed while
 * signed in as them: a mistyped address must not give the account to a stranger. A change requested by an operator is for
 * someone who can no longer sign in, so the link is enough. Every other session ends.
 * @throws Refusal `email-change.gone`, `.expired`, `.other-person`, `.taken`
 */
export async function confirmEmailChange(token: string, by: ConfirmedBy): Promise<{ email: string }> {
  const id = changeOfToken('confirm', token)
  const known = id === null ? null : await findChange(system(), id)
  if (!known) throw incompleteLink()
  const { userId, newEmail } = known.change
  try {
    const emails = await system().transaction(async (tx) => {
      const { email } = await lockPerson(tx, userId)
      const found = await findChange(tx, known.change.id)
      if (!found) throw incompleteLink()
      const { change, expired } = found
      if (change.confirmedAt && !change.undoneAt && email === change.newEmail) return []
      assertOpen(change, expired)
      if (change.operatorId === null && by.userId !== userId) throw otherPerson(change)
      await assertAvailable(tx, newEmail, userId)
      return apply(tx, change, by)
    })
    await sendAccountEmails(emails)
  } catch (error) {
    if (isAddressTaken(error)) throw addressTaken(newEmail)
    throw error
  }
  return { email: newEmail }
}

async function apply(tx: Transaction, change: EmailChange, by: ConfirmedBy): Promise<string[]> {
  const { id, userId, oldEmail, newEmail } = change
  const { googleUnlinked } = await changeAddress(tx, { userId, from: oldEmail, to: newEmail })
  const [confirmed] = await tx
    .update(emailChanges)
    .set({ confirmedAt: marketNow, undoUntil: sql`${marketNow} + make_interval(days => ${UNDO_DAYS})` })
    .where(eq(emailChanges.id, id))
    .returning()
  const keeps = by.userId === userId ? by.sessionHash : null
  await tx
    .delete(authSessions)
    .where(
      and(eq(authSessions.userId, userId), keeps === null ? undefined : ne(authSessions.tokenHash, keeps)),
    )
  await auditInWorkspaces(tx, userId, 'member.email-changed')
  const undoUntil = (confirmed?.undoUntil ?? new Date()).toISOString()
  const email = {
    kind: 'email-changed',
    data: { changeId: id, newEmail, undoUntil, googleUnlinked },
  } as const
  return [await queueAccountEmail(tx, { userId, to: oldEmail, email })]
}

function assertOpen(change: EmailChange, expired: boolean): void {
  if (change.confirmedAt || change.canceledAt) throw incompleteLink()
  if (expired) {
    throw new Refusal('email-change.expired', 'This link has expired. Request the change again.')
  }
}

async function assertAvailable(tx: Transaction, email: string, userId: number): Promise<void> {
  const [other] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, email), ne(users.id, userId)))
  if (other || (await isReserved(tx, email, userId))) throw addressTaken(email)
}

/** Someone took the address between our check and our update. */
function isAddressTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error
  const { code } = cause as { code?: string }
  return code === '23505' && brokenConstraint(cause) === 'users_email_lower'
}

const incompleteLink = () =>
  new Refusal(
    'email-change.gone',
    'This link is incomplete or no longer works. Open the newest link, or request the change again.',
  )
const addressTaken = (email: string) =>
  new Refusal(
    'email-change.taken',
    `${email} already belongs to another account. Choose a different address.`,
  )
const otherPerson = ({ oldEmail }: EmailChange) =>
  new Refusal('email-change.other-person', `Sign in as ${oldEmail} first, then open this link again.`)
