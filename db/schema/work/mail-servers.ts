import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { happenedAt, instant } from '../columns.ts'

/**
 * Who asked us to send more slowly, for all workspaces: our mail server itself, or the domain of recipients. One row for
 * each, deleted when it accepts emails again.
 */
export const mailSlowdowns = pgTable(
  'mail_slowdowns',
  {
    /** Host and port of our mail server. */
    server: text().notNull(),
    /** The domain of the recipients; empty for the server itself. */
    domain: text().notNull(),
    /** How often in a row it asked us to wait. */
    deferrals: integer().notNull().default(1),
    /** How often we waited since it last accepted an email: each wait is longer. */
    waits: smallint().notNull().default(0),
    /** No email before this time; null while a few deferrals may be a coincidence. */
    nextAt: instant(),
    updatedAt: happenedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.server, t.domain] }),
    index('mail_slowdowns_age').on(t.updatedAt),
    check('mail_slowdowns_waits', sql`(${t.waits} > 0) = (${t.nextAt} is not null)`),
  ],
)

/**
 * When the next campaign email can go to a mail server, for all workers together. By the machine's clock, because it
 * protects a real server. Losing it in a crash is acceptable.
 */
export const mailPace = pgTable('mail_pace', {
  server: text().primaryKey(),
  nextAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
})
