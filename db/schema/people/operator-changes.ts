import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { happenedAt, instant, knownValue, oneOf, randomId } from '../columns.ts'

/**
 * Changes of the catalog and the rate card that are too large for one operator (R36). A change waits here exactly as
 * requested until a second operator approves it; only then is it written to the catalog.
 */
export const operatorChanges = pgTable(
  'operator_changes',
  {
    id: randomId().primaryKey(),
    kind: oneOf(['rate-card', 'plan', 'pack']).notNull(),
    /** The plan's or pack's family, or `rate-card`. */
    subject: text().notNull(),
    /** Identifies this exact request: an approval refers to it. */
    mark: text().notNull(),
    /** The submitted form, as plain data. */
    input: jsonb().notNull(),
    /** The catalog before and after the change, for the preview. */
    before: jsonb().notNull(),
    after: jsonb().notNull(),
    /** Why one operator is not enough, one sentence each. */
    reasons: jsonb().$type<string[]>().notNull(),
    status: oneOf(['waiting', 'applied', 'rejected', 'withdrawn']).notNull().default('waiting'),
    requestedBy: integer().notNull(),
    requestedByEmail: text().notNull(),
    requestedAt: happenedAt(),
    decidedBy: integer(),
    decidedAt: instant(),
    /** The plan or pack key, or the rate card version, that it became. */
    result: text(),
  },
  (t) => [
    uniqueIndex('operator_changes_one_waiting').on(t.kind, t.subject).where(sql`status = 'waiting'`),
    index('operator_changes_applied').on(t.kind, t.subject, t.decidedAt),
    knownValue('operator_changes_kind_known', t.kind),
    knownValue('operator_changes_status_known', t.status),
    check('operator_changes_applied_result', sql`(${t.status} = 'applied') = (${t.result} is not null)`),
    check(
      'operator_changes_decided',
      sql`(${t.status} in ('applied', 'rejected')) = (${t.decidedBy} is not null)`,
    ),
    check('operator_changes_four_eyes', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
  ],
)

/** Who left a workspace and when: an operator cannot act alone there for 30 days. Written by a trigger on members. */
export const formerMembers = pgTable(
  'former_members',
  {
    workspaceId: integer().notNull(),
    userId: integer().notNull(),
    leftAt: happenedAt(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] })],
)
