import { sql } from 'drizzle-orm'
import { index, integer, pgTable, serial, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instantMs, knownValue, oneOf, runningTotal } from '../columns.ts'

/** Each time the whole ledger was re-derived. The newest row says that the nightly check is alive. */
export const ledgerChecks = pgTable('ledger_checks', {
  id: serial().primaryKey(),
  startedAt: instantMs().notNull(),
  /** Null while it runs, and for ever if its process died. */
  finishedAt: instantMs(),
  workspaces: integer().notNull().default(0),
  entries: runningTotal().notNull().default(0),
  differences: integer().notNull().default(0),
})

/** What a check found: how the books differ from what the entries say. For operators. */
export const ledgerFindings = pgTable(
  'ledger_findings',
  {
    id: serial().primaryKey(),
    checkId: integer()
      .notNull()
      .references(() => ledgerChecks.id, { onDelete: 'cascade' }),
    /** The workspace it is about; without a foreign key, for a finding may be that something is missing. */
    workspaceId: integer().notNull(),
    what: text().notNull(),
    expected: text().notNull(),
    found: text().notNull(),
  },
  (t) => [index('ledger_findings_check').on(t.checkId)],
)

/** Each time Stripe was compared with our books. The newest row says that reconciliation is alive. */
export const billingChecks = pgTable('billing_checks', {
  id: serial().primaryKey(),
  startedAt: instantMs().notNull(),
  /** Null while it runs, and for ever if its process died. */
  finishedAt: instantMs(),
  /** Objects of Stripe's that were looked at, and how many of them we had missed and applied. */
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

/** What Stripe and our books disagree about and nothing could put right by itself. For operators. */
export const billingFindings = pgTable(
  'billing_findings',
  {
    id: serial().primaryKey(),
    /** Stripe's object it is about: a session, charge, subscription ... */
    stripeId: text().notNull(),
    kind: oneOf(billingFindingKinds).notNull(),
    /** Without a foreign key: it may be that there is no such workspace. */
    workspaceId: integer(),
    /** The purchase it is about, where it is about one. */
    purchaseId: uuid(),
    /** For a person: what is wrong, in amounts. */
    what: text().notNull(),
    firstSeenAt: instantMs().notNull(),
    lastSeenAt: instantMs().notNull(),
    /** Set when a later look found it in order, or an operator closed it. */
    resolvedAt: instantMs(),
  },
  (t) => [
    uniqueIndex('billing_findings_once').on(t.kind, t.stripeId),
    knownValue('billing_findings_kind_known', t.kind),
    index('billing_findings_open').on(t.lastSeenAt).where(sql`resolved_at is null`),
  ],
)
