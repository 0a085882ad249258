import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { happenedAt, instant, randomId } from '../columns.ts'
import { userRef } from './people.ts'

/**
 * A change of someone's email address (R34). It takes effect when the new address confirms it, and the old address can
 * undo it until `undo_until`. Links contain a signature of the id, so no token is stored.
 */
export const emailChanges = pgTable(
  'email_changes',
  {
    id: randomId().primaryKey(),
    userId: userRef({ onDelete: 'cascade' }).notNull(),
    oldEmail: text().notNull(),
    newEmail: text().notNull(),
    /** The operator who requested it; null: the person. */
    operatorId: integer(),
    requestedAt: happenedAt(),
    expiresAt: instant().notNull(),
    confirmedAt: instant(),
    undoUntil: instant(),
    canceledAt: instant(),
    undoneAt: instant(),
  },
  (t) => [
    uniqueIndex('email_changes_open').on(t.userId).where(sql`confirmed_at is null and canceled_at is null`),
    index('email_changes_user').on(t.userId, t.requestedAt),
    // An address that can still be restored can't be taken by another person.
    index('email_changes_reserved').on(t.oldEmail).where(sql`confirmed_at is not null and undone_at is null`),
    check('email_changes_differ', sql`${t.oldEmail} <> ${t.newEmail}`),
    check(
      'email_changes_lower',
      sql`${t.oldEmail} = lower(${t.oldEmail}) and ${t.newEmail} = lower(${t.newEmail})`,
    ),
    check('email_changes_confirmed', sql`(${t.confirmedAt} is null) = (${t.undoUntil} is null)`),
    check('email_changes_canceled', sql`${t.canceledAt} is null or ${t.confirmedAt} is null`),
    check('email_changes_undone', sql`${t.undoneAt} is null or ${t.confirmedAt} is not null`),
  ],
)

/**
 * Emails about an account, written in the transaction they report and sent after it. A job sends the ones that could
 * not be sent immediately.
 */
export const accountEmails = pgTable(
  'account_emails',
  {
    id: randomId().primaryKey(),
    userId: userRef({ onDelete: 'cascade' }).notNull(),
    toEmail: text().notNull(),
    kind: text().notNull(),
    /** Plain data for the text. Never a token. */
    data: jsonb().notNull().default({}),
    createdAt: happenedAt(),
    /** A process is sending it; available again after some minutes. */
    claimedAt: instant(),
    tries: integer().notNull().default(0),
    sentAt: instant(),
  },
  (t) => [
    index('account_emails_user').on(t.userId),
    index('account_emails_waiting').on(t.createdAt).where(sql`sent_at is null`),
    index('account_emails_age').on(t.createdAt),
  ],
)
