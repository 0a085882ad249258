import { sql } from 'drizzle-orm'
import { check, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { workspaces } from '../people/people.ts'
import { productTime } from '../product-time.ts'

export const capKinds = ['member', 'action'] as const
export type CapKind = (typeof capKinds)[number]

/**
 * How many credits a member, or everybody with one action, may spend in a billing cycle, where an owner said so. What is
 * spent of it is never counted here: it is read from the ledger. Who changed it, and from what, is in audit_events.
 */
export const creditCaps = pgTable(
  'credit_caps',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    kind: text('kind', { enum: capKinds }).notNull(),
    /** The member's user id, or the ledger's number of the action. */
    subject: integer('subject').notNull(),
    mostCredits: integer('most_credits').notNull(),
    setAt: timestamp('set_at', { withTimezone: true, mode: 'date' }).notNull().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.subject] }),
    check('credit_caps_sane', sql`${t.mostCredits} >= 0 and ${t.kind} in ('member', 'action')`),
  ],
)
