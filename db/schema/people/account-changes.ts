import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { happenedAt, instant, randomId } from '../columns.ts'
import { userRef } from './people.ts'

/**
 * A change of someone's email address (R34). It takes effect when the new address confirms it, and the old address can
 * undo it until `undo_until`. Links carry a signature of the id, so there is no token to store.
 */
export const emailChanges = pgTable(
  'email_changes',
  {
    id: randomId().primaryKey(),
    userId: userRef('user_id', { onDelete: 'cascade' }).notNull(),
    oldEmail: text('old_email').notNull(),
    newEmail: text('new_email').notNull(),
    /** The operator who requested it; null: the person. */
    operatorId: integer('operator_id'),
    requestedAt: happenedAt('requested_at'),
    expiresAt: instant('expires_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    undoUntil: instant('undo_until'),
    canceledAt: instant('canceled_at'),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    uniqueIndex('email_changes_open').on(t.userId).where(sql`confirmed_at is null and canceled_at is null`),
    index('email_changes_user').on(t.userId, t.requestedAt),
    // An address that can still be restored belongs to nobody else.
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
 * Emails about someone's account, written in the transaction that makes them true and sent after it. A job sends what
 * could not be sent immediately.
 */
export const accountEmails = pgTable(
  'account_emails',
  {
    id: randomId().primaryKey(),
    userId: userRef('user_id', { onDelete: 'cascade' }).notNull(),
    toEmail: text('to_email').notNull(),
    kind: text('kind').notNull(),
    /** Plain data for the words. Never a token. */
    data: jsonb('data').notNull().default({}),
    createdAt: happenedAt('created_at'),
    /** A process is sending it; free again after some minutes. */
    claimedAt: instant('claimed_at'),
    tries: integer('tries').notNull().default(0),
    sentAt: instant('sent_at'),
  },
  (t) => [
    index('account_emails_user').on(t.userId),
    index('account_emails_waiting').on(t.createdAt).where(sql`sent_at is null`),
    index('account_emails_age').on(t.createdAt),
  ],
)
