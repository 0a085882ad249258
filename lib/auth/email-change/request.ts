import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { emailChanges } from '@/db/schema/index'
import { Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { countUses } from '@/lib/rate-limits/limiter'
import { queueAccountEmail, sendAccountEmails } from '../account-email/outbox'
import { mailboxSubject } from '../sign-in-limits/sign-in-limits'
import { CONFIRM_HOURS, type EmailChange, isOpen, lockPerson, type Transaction } from './store'

type Wanted = {
  userId: number
  email: string
  /** Null if the person requests it themselves. */
  operatorId: number | null
  /** Written in the same transaction, once per change. */
  record?: (tx: Transaction, change: EmailChange) => Promise<void>
}

/**
 * Requests a new email address for a person. Nothing changes yet: the new address gets a link to confirm it, the old one
 * a link to cancel it. Repeating an open request resends the link, at most once a minute; a different request replaces it.
 * Only someone who can read the new mailbox learns whether that address already has an account.
 * @throws Refusal `not-found`, `email-change.same`, `email-change.operator`, `rate.limited`
 */
export async function requestEmailChange(wanted: Wanted): Promise<{ id: string; fresh: boolean }> {
  const { userId, email, operatorId, record } = wanted
  await countUses([
    ...(operatorId === null ? ([{ name: 'email-change.person', subject: userId }] as const) : []),
    { name: 'email-change.address', subject: mailboxSubject(email) },
  ])
  const { change, emails, fresh } = await system().transaction(async (tx) => {
    const { email: oldEmail } = await lockPerson(tx, userId)
    assertAllowed(oldEmail, email)
    const byOperator = operatorId !== null
    const mine = and(eq(emailChanges.userId, userId), isOpen)
    const [open] = await tx
      .select({
        change: emailChanges,
        recent: sql<boolean>`${emailChanges.requestedAt} > ${marketNow} - interval '1 minute'`,
      })
      .from(emailChanges)
      .where(mine)
    const expiresAt = sql`${marketNow} + make_interval(hours => ${CONFIRM_HOURS})`
    if (open?.change.newEmail === email && (open.change.operatorId === null) === !byOperator) {
      if (open.recent) return { change: open.change, emails: [], fresh: false }
      const again = { requestedAt: marketNow, expiresAt }
      const [change] = await tx.update(emailChanges).set(again).where(mine).returning()
      const emails = [await queueConfirmation(tx, change ?? open.change)]
      return { change: change ?? open.change, emails, fresh: false }
    }
    await tx.update(emailChanges).set({ canceledAt: marketNow }).where(mine)
    const [change] = await tx
      .insert(emailChanges)
      .values({ userId, oldEmail, newEmail: email, operatorId, expiresAt })
      .returning()
    if (!change) throw new Error('the change was not stored')
    const notice = {
      kind: 'email-change-requested',
      data: { changeId: change.id, newEmail: email, byOperator },
    } as const
    const emails = [
      await queueConfirmation(tx, change),
      await queueAccountEmail(tx, { userId, to: oldEmail, email: notice }),
    ]
    await record?.(tx, change)
    return { change, emails, fresh: true }
  })
  await sendAccountEmails(emails)
  return { id: change.id, fresh }
}

const queueConfirmation = (tx: Transaction, { id, userId, oldEmail, newEmail, operatorId }: EmailChange) =>
  queueAccountEmail(tx, {
    userId,
    to: newEmail,
    email: {
      kind: 'email-change-confirm',
      data: { changeId: id, oldEmail, byOperator: operatorId !== null },
    },
  })

function assertAllowed(oldEmail: string, newEmail: string): void {
  if (oldEmail === newEmail)
    throw new Refusal('email-change.same', `${newEmail} is already the email address of this account.`)
  // Operators are configured by address. With another address, a person would no longer be an operator.
  const { OPERATOR_EMAILS } = env()
  if (OPERATOR_EMAILS.includes(oldEmail) && !OPERATOR_EMAILS.includes(newEmail)) {
    throw new Refusal(
      'email-change.operator',
      `${oldEmail} is an operator’s address. Add ${newEmail} to OPERATOR_EMAILS first, then try again.`,
    )
  }
}

/** Cancels the person's open change, if there is one. */
export async function cancelEmailChange(userId: number): Promise<void> {
  await system()
    .update(emailChanges)
    .set({ canceledAt: marketNow })
    .where(and(eq(emailChanges.userId, userId), isOpen))
}

export type OpenChange = { newEmail: string; expiresAt: Date }

/** The change that isn't confirmed yet; null if there is none. */
export async function findOpenEmailChange(userId: number): Promise<OpenChange | null> {
  const [row] = await system()
    .select({ newEmail: emailChanges.newEmail, expiresAt: emailChanges.expiresAt })
    .from(emailChanges)
    .where(and(eq(emailChanges.userId, userId), isOpen, sql`${emailChanges.expiresAt} > ${marketNow}`))
  return row ?? null
}
