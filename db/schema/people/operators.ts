import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { plans } from '../billing/catalog.ts'
import { cents, credits, givenId, happenedAt, instant, knownValue, oneOf, randomId } from '../columns.ts'
import { workspaceRef } from './people.ts'

/**
 * What operators did, written in the same transaction; a trigger makes it append-only. Workspaces have their own
 * audit_events, which their owners can see; this table is for operators.
 */
export const operatorEvents = pgTable(
  'operator_events',
  {
    id: randomId().primaryKey(),
    at: happenedAt(),
    operatorId: integer().notNull(),
    /** As it was at the time: people change their addresses. */
    operatorEmail: text().notNull(),
    verb: text().notNull(),
    /** The workspace it is about; null: the whole product. */
    workspaceId: integer(),
    reason: text(),
    /** The state before and after, as plain data; null: nothing. */
    before: jsonb(),
    after: jsonb(),
  },
  (t) => [
    index('operator_events_newest').on(t.at),
    index('operator_events_workspace').on(t.workspaceId, t.at),
  ],
)

/**
 * Credits that an operator gives or takes. Requested here first, so that a large one waits for a second person, and one
 * whose process died between the request and the ledger is found and finished: its id is the ledger's key.
 */
export const operatorAdjustments = pgTable(
  'operator_adjustments',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    /** Positive grants extra credits, negative takes what is left. */
    credits: credits().notNull(),
    reason: text().notNull(),
    status: oneOf(['waiting', 'approved', 'applied', 'rejected']).notNull(),
    requestedBy: integer().notNull(),
    /** As it was at the time: another account of the same person is not a second person. */
    requestedByEmail: text(),
    requestedAt: happenedAt(),
    /** The second person, if one was needed. */
    decidedBy: integer(),
    decidedAt: instant(),
    /** The entry it became. */
    entrySeq: integer(),
    /** The reported problem whose work it refunds; null for any other adjustment. */
    caseId: uuid(),
    /** Why the ledger refused it, such as not enough credits to take. */
    refusal: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('operator_adjustments_newest').on(t.requestedAt),
    uniqueIndex('operator_adjustments_of_case')
      .on(t.workspaceId, t.caseId)
      .where(sql`case_id is not null and status <> 'rejected'`),
    index('operator_adjustments_open').on(t.requestedAt).where(sql`status in ('waiting', 'approved')`),
    check('operator_adjustments_sane', sql`${t.credits} <> 0 and length(${t.reason}) > 0`),
    knownValue('operator_adjustments_status_known', t.status),
    check('operator_adjustments_applied', sql`(${t.status} = 'applied') = (${t.entrySeq} is not null)`),
    // Two-person rule: the requester never decides.
    check(
      'operator_adjustments_four_eyes',
      sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`,
    ),
  ],
)

/**
 * Subscribers that an operator moves to a newer version of their plan, one row per workspace. Written in the requesting
 * transaction; a job then updates Stripe, one workspace at a time, and can be interrupted at any point.
 */
export const planMoves = pgTable(
  'plan_moves',
  {
    workspaceId: workspaceRef(),
    /** The operator's request; the same for all its workspaces. */
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
    /** When the new version applies: the end of the paid period. */
    effectiveAt: instant(),
    /** Why it was not done. */
    refusal: text(),
    /** How many attempts to update Stripe failed. */
    failures: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // One at a time: simultaneous requests by two operators move a workspace once.
    uniqueIndex('plan_moves_asked').on(t.workspaceId).where(sql`status = 'asked'`),
    index('plan_moves_newest').on(t.toPlanKey, t.requestedAt),
    knownValue('plan_moves_status_known', t.status),
    check('plan_moves_scheduled', sql`(${t.status} = 'scheduled') = (${t.effectiveAt} is not null)`),
    check('plan_moves_refused', sql`(${t.status} = 'refused') = (${t.refusal} is not null)`),
    check('plan_moves_moves', sql`${t.fromPlanKey} <> ${t.toPlanKey}`),
  ],
)

export const refundStatuses = ['waiting', 'approved', 'requested', 'rejected', 'failed'] as const

/**
 * Money that an operator sends back for a payment. Requested here first, so that a large one waits for a second person, and one
 * whose process died is found and requested at Stripe: its id is Stripe's idempotency key. Credits follow Stripe's webhook.
 */
export const operatorRefunds = pgTable(
  'operator_refunds',
  {
    workspaceId: workspaceRef(),
    id: givenId(),
    stripeChargeId: text().notNull(),
    /** The pack that the charge paid for; null for a plan's payment. */
    purchaseId: uuid(),
    /** What was paid for, as the operator saw it. */
    what: text().notNull(),
    amountCents: cents().notNull(),
    currency: text().notNull(),
    reason: text().notNull(),
    status: oneOf(refundStatuses).notNull(),
    requestedBy: integer().notNull(),
    /** As it was at the time: another account of the same person is not a second person. */
    requestedByEmail: text(),
    requestedAt: happenedAt(),
    /** The second person, if one was needed. */
    decidedBy: integer(),
    decidedAt: instant(),
    stripeRefundId: text(),
    /** Why Stripe refused it. */
    refusal: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('operator_refunds_newest').on(t.requestedAt),
    index('operator_refunds_open').on(t.requestedAt).where(sql`status in ('waiting', 'approved')`),
    check('operator_refunds_sane', sql`${t.amountCents} > 0 and length(${t.reason}) > 0`),
    knownValue('operator_refunds_status_known', t.status),
    check('operator_refunds_requested', sql`(${t.status} = 'requested') = (${t.stripeRefundId} is not null)`),
    check('operator_refunds_failed', sql`(${t.status} = 'failed') = (${t.refusal} is not null)`),
    // Two-person rule: the requester never decides.
    check('operator_refunds_four_eyes', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
  ],
)
