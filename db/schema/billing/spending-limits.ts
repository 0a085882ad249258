import { sql } from 'drizzle-orm'
import { check, integer, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { productTime } from '../columns.ts'
import { users, workspaces } from '../people/people.ts'

export const spendingLimitKinds = ['member', 'action'] as const
export type SpendingLimitKind = (typeof spendingLimitKinds)[number]

/**
 * How many credits a member, or everyone with one action, can spend per billing cycle. Usage is not stored here but
 * read from the ledger. Who changed a limit, and from what, is in audit_events.
 */
export const spendingLimits = pgTable(
  'spending_limits',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    kind: text('kind', { enum: spendingLimitKinds }).notNull(),
    /** The member's user id, or the ledger's number of the action. */
    subject: integer('subject').notNull(),
    mostCredits: integer('most_credits').notNull(),
    setAt: timestamp('set_at', { withTimezone: true, mode: 'date' }).notNull().default(productTime),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.subject] }),
    check('spending_limits_sane', sql`${t.mostCredits} >= 0 and ${t.kind} in ('member', 'action')`),
  ],
)

/** The outcome of a request: the limit changed, or the person who asked left the workspace. */
const spendingLimitOutcomes = ['raised', 'lowered', 'removed', 'left'] as const
export type SpendingLimitOutcome = (typeof spendingLimitOutcomes)[number]

/** Requests for a higher spending limit, and the decisions. A member has at most one open request per limit. */
export const spendingLimitRequests = pgTable(
  'spending_limit_requests',
  {
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    id: uuid('id').notNull().defaultRandom(),
    requestedBy: integer('requested_by')
      .notNull()
      .references(() => users.id),
    kind: text('kind', { enum: spendingLimitKinds }).notNull(),
    /** As in `spending_limits`. */
    subject: integer('subject').notNull(),
    /** The limit they asked for; null if they named no number. */
    requestedCredits: integer('requested_credits'),
    reason: text('reason'),
    /** When they last asked: asking again on a later day renews an open request. */
    requestedAt: timestamp('requested_at', { withTimezone: true, mode: 'date' })
      .notNull()
      .default(productTime),
    /** Null: open. */
    outcome: text('outcome', { enum: spendingLimitOutcomes }),
    decidedBy: integer('decided_by').references(() => users.id),
    decidedAt: timestamp('decided_at', { withTimezone: true, mode: 'date' }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('spending_limit_requests_open')
      .on(t.workspaceId, t.kind, t.subject, t.requestedBy)
      .where(sql`${t.outcome} is null`),
    check(
      'spending_limit_requests_sane',
      sql`${t.kind} in ('member', 'action') and ${t.requestedCredits} between 1 and 1000000 and length(${t.reason}) between 1 and 300`,
    ),
    check(
      'spending_limit_requests_decided',
      sql`(${t.outcome} is null) = (${t.decidedAt} is null) and (${t.outcome} is null) = (${t.decidedBy} is null) and ${t.outcome} in ('raised', 'lowered', 'removed', 'left')`,
    ),
  ],
)
