import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { plans } from '../billing/catalog.ts'
import { credits, givenId, happenedAt, instant, knownValue, oneOf, randomId } from '../columns.ts'
import { workspaceRef } from './people.ts'

/**
 * What operators did, in the transaction that did it; append-only by a trigger. Workspaces have audit_events of their
 * own, which their owners may see: this table is for those who run Market Trak.
 */
export const operatorEvents = pgTable(
  'operator_events',
  {
    id: randomId().primaryKey(),
    at: happenedAt(),
    operatorId: integer().notNull(),
    /** As it was then: people change their addresses. */
    operatorEmail: text().notNull(),
    verb: text().notNull(),
    /** The workspace it is about; null: the whole product. */
    workspaceId: integer(),
    reason: text(),
    /** How it stood before and after, as plain data; null: there was nothing, or there is nothing now. */
    before: jsonb(),
    after: jsonb(),
  },
  (t) => [
    index('operator_events_newest').on(t.at),
    index('operator_events_workspace').on(t.workspaceId, t.at),
  ],
)

/**
 * Credits that an operator gives or takes. Asked for here first, so that a large one waits for a second person, and so
 * that one whose process died between the request and the ledger is found and finished: its id is the ledger's key.
 */
export const operatorAdjustments = pgTable(
  'operator_adjustments',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    /** Positive gives extra credits, negative takes what is left. */
    credits: credits().notNull(),
    reason: text().notNull(),
    status: oneOf(['waiting', 'approved', 'applied', 'rejected']).notNull(),
    requestedBy: integer().notNull(),
    /** As it was then: another account of the same person is not a second person. */
    requestedByEmail: text(),
    requestedAt: happenedAt(),
    /** The second person, where one was needed. */
    decidedBy: integer(),
    decidedAt: instant(),
    /** The entry it became. */
    entrySeq: integer(),
    /** Why the ledger refused it, such as too few credits to take. */
    refusal: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('operator_adjustments_newest').on(t.requestedAt),
    index('operator_adjustments_open').on(t.requestedAt).where(sql`status in ('waiting', 'approved')`),
    check('operator_adjustments_sane', sql`${t.credits} <> 0 and length(${t.reason}) > 0`),
    knownValue('operator_adjustments_status_known', t.status),
    check('operator_adjustments_applied', sql`(${t.status} = 'applied') = (${t.entrySeq} is not null)`),
    // Four eyes: whoever asked is never the one who decides.
    check(
      'operator_adjustments_four_eyes',
      sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`,
    ),
  ],
)

/**
 * Subscribers whom an operator moves to newer terms of their plan, a row a workspace. Asked for here first, in the
 * transaction that writes it down; a job then tells Stripe, one workspace after the other, and may die at any point.
 */
export const planMoves = pgTable(
  'plan_moves',
  {
    workspaceId: workspaceRef(),
    /** The operator's request: all its workspaces have the same. */
    id: givenId(),
    fromPlanKey: text()
      .notNull()
      .references(() => plans.key),
    toPlanKey: text()
      .notNull()
      .references(() => plans.key),
    status: oneOf(['asked', 'scheduled', 'refused']).notNull().default('asked'),
    requestedBy: integer().notNull(),
    requestedAt: happenedAt(),
    /** When the terms begin: the end of what is paid for. */
    effectiveAt: instant(),
    /** Why it was not done. */
    refusal: text(),
    /** How often Stripe could not be told. */
    failures: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // One at a time: two operators who press at once move a workspace once.
    uniqueIndex('plan_moves_asked').on(t.workspaceId).where(sql`status = 'asked'`),
    index('plan_moves_newest').on(t.toPlanKey, t.requestedAt),
    knownValue('plan_moves_status_known', t.status),
    check('plan_moves_scheduled', sql`(${t.status} = 'scheduled') = (${t.effectiveAt} is not null)`),
    check('plan_moves_refused', sql`(${t.status} = 'refused') = (${t.refusal} is not null)`),
    check('plan_moves_moves', sql`${t.fromPlanKey} <> ${t.toPlanKey}`),
  ],
)
