import { and, eq, gte, isNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { authSessions, emailChanges, recoveryCodes, userFactors } from '@/db/schema/index'
import { Refusal } from '@/lib/core/errors'
import { queueAccountEmail, sendAccountEmails } from '../account-email/outbox'
import {
  auditInWorkspaces,
  changeAddress,
  changeOfToken,
  type EmailChange,
  findChange,
  isOpen,
  lockPerson,
  type Transaction,
} from './store'

export type Undone = 'stopped' | 'restored'

/**
 * Undoes a change with the link sent to the old address, without signing in. Cancels a change that isn't confirmed yet, or
 * restores the address for some days afterwards, undoing later changes too. Restoring signs everyone out.
 * @throws Refusal `email-change.gone`, `.too-late`
 */
export async function undoEmailChange(token: string): Promise<Undone> {
  const id = changeOfToken('undo', token)
  const known = id === null ? null : await findChange(system(), id)
  if (!known) throw incompleteLink()
  const { undone, emails } = await system().transaction(async (tx) => {
    const { email } = await lockPerson(tx, known.change.userId)
    const found = await findChange(tx, known.change.id)
    if (!found) throw incompleteLink()
    const { change, undoable } = found
    if (!change.confirmedAt) return { undone: 'stopped' as const, emails: await stop(tx, change) }
    if (change.undoneAt && email === change.oldEmail) return { undone: 'restored' as const, emails: [] }
    if (change.undoneAt) throw incompleteLink()
    if (!undoable) throw tooLate()
    return { undone: 'restored' as const, emails: await restore(tx, change, email) }
  })
  await sendAccountEmails(emails)
  return undone
}

async function stop(tx: Transaction, { id }: EmailChange): Promise<string[]> {
  await tx
    .update(emailChanges)
    .set({ canceledAt: marketNow })
    .where(and(eq(emailChanges.id, id), isNull(emailChanges.canceledAt)))
  return []
}

async function restore(tx: Transaction, change: EmailChange, current: string): Promise<string[]> {
  const { userId, oldEmail, confirmedAt } = change
  await changeAddress(tx, { userId, from: current, to: oldEmail })
  await tx
    .update(emailChanges)
    .set({ canceledAt: marketNow })
    .where(and(eq(emailChanges.userId, userId), isOpen))
  // Later changes started from an address that wasn't rightfully the person's, so their links stop working too.
  await tx
    .update(emailChanges)
    .set({ undoneAt: marketNow })
    .where(
      and(
        eq(emailChanges.userId, userId),
        gte(emailChanges.confirmedAt, confirmedAt ?? new Date()),
        isNull(emailChanges.undoneAt),
      ),
    )
  await tx.delete(authSessions).where(eq(authSessions.userId, userId))
  // A second factor set up since then would lock the person out of their own account.
  const removed = await tx
    .delete(userFactors)
    .where(and(eq(userFactors.userId, userId), gte(userFactors.createdAt, change.requestedAt)))
    .returning({ userId: userFactors.userId })
  if (removed.length > 0) await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await auditInWorkspaces(tx, userId, 'member.email-restored')
  const email = { kind: 'email-restored', data: { email: oldEmail } } as const
  const addresses = current === oldEmail ? [oldEmail] : [oldEmail, current]
  const emails: string[] = []
  for (const to of addresses) emails.push(await queueAccountEmail(tx, { userId, to, email }))
  return emails
}

const incompleteLink = () =>
  new Refusal(
    'email-change.gone',
    'This link is incomplete or no longer works. Open the newest link in your email.',
  )
const tooLate = () =>
  new Refusal(
    'email-change.too-late',
    'This change can no longer be undone by email. Contact support to restore your address.',
  )
