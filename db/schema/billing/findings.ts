import { sql } from 'drizzle-orm'
import { index, integer, pgTable, serial, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instantMs, knownValue, oneOf, runningTotal } from '../columns.ts'

/** Each verification of the whole ledger. The newest row shows that the nightly check is alive. */
export const ledgerChecks = pgTable('ledger_checks', {
  id: serial().primaryKey(),
  startedAt: instantMs().notNull(),
  /** Null while it runs, and permanently if its process died. */
  finishedAt: instantMs(),
  workspaces: integer().notNull().default(0),
  entries: runningTotal().notNull().default(0),
  differences: integer().notNull().default(0),
})

/** A discrepancy that a check found between the ledger and its entries. For operators. */
export const ledgerFindings = pgTable(
  'ledger_findings',
  {
    id: serial().primaryKey(),
    checkId: integer()
      .notNull()
      .references(() => ledgerChecks.id, { onDelete: 'cascade' }),
    /** The workspace it is about. No foreign key, because the finding may be that something is missing. */
    workspaceId: integer().notNull(),
    what: text().notNull(),
    expected: text().notNull(),
    found: text().notNull(),
  },
  (t) => [index('ledger_findings_check').on(t.checkId)],
)

/** Each reconciliation with Stripe. The newest row shows that reconciliation is alive. */
export const billingChecks = pgTable('billing_checks', {
  id: serial().primaryKey(),
  startedAt: instantMs().notNull(),
  /** Null while it runs, and permanently if its process died. */
  finishedAt: instantMs(),
  /** How many Stripe objects were checked, and how many we had missed and applied now. */
  objects: integer().notNull().default(0),
  applied: integer().notNull().default(0),
  findings: integer().notNull().default(0),
})

export const billingFindingKinds = [
  'unmatched-payment',
  'unmatched-subscription',
  'second-subscription',
  'shortfall',
  'refund-failed',
  'early-fraud-warning',
  'plan-money-back',
  'paid-after-end',
  'lost-subscription',
  'lost-customer',
  'error',
] as const

/** A discrepancy between Stripe and our records that could not be fixed automatically. For operators. */
export const billingFindings = pgTable(
  'billing_findings',
  {
    id: serial().primaryKey(),
    /** The Stripe object it is about: a session, charge, subscription ... */
    stripeId: text().notNull(),
    kind: oneOf(billingFindingKinds).notNull(),
    /** No foreign key, because there may be no such workspace. */
    workspaceId: integer(),
    /** The purchase it is about, if any. */
    purchaseId: uuid(),
    /** What is wrong, in amounts, for operators. */
    what: text().notNull(),
    firstSeenAt: instantMs().notNull(),
    lastSeenAt: instantMs().notNull(),
    /** Set when a later check found it resolved, or an operator closed it. */
    resolvedAt: instantMs(),
  },
  (t) => [
    uniqueIndex('billing_findings_once').on(t.kind, t.stripeId),
    knownValue('billing_findings_kind_known', t.kind),
    index('billing_findings_open').on(t.lastSeenAt).where(sql`resolved_at is null`),
  ],
)
