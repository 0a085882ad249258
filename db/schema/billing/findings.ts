import { sql } from 'drizzle-orm'
import { index, integer, pgTable, serial, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instantMs, knownValue, oneOf, runningTotal } from '../columns.ts'

/** Each time the whole ledger was re-derived. The newest row says that the nightly check is alive. */
export const ledgerChecks = pgTable('ledger_checks', {
  id: serial('id').primaryKey(),
  startedAt: instantMs('started_at').notNull(),
  /** Null while it runs, and for ever if its process died. */
  finishedAt: instantMs('finished_at'),
  workspaces: integer('workspaces').notNull().default(0),
  entries: runningTotal('entries').notNull().default(0),
  differences: integer('differences').notNull().default(0),
})

/** What a check found: how the books differ from what the entries say. For operators. */
export const ledgerFindings = pgTable(
  'ledger_findings',
  {
    id: serial('id').primaryKey(),
    checkId: integer('check_id')
      .notNull()
      .references(() => ledgerChecks.id, { onDelete: 'cascade' }),
    /** The workspace it is about; without a foreign key, for a finding may be that something is missing. */
    workspaceId: integer('workspace_id').notNull(),
    what: text('what').notNull(),
    expected: text('expected').notNull(),
    found: text('found').notNull(),
  },
  (t) => [index('ledger_findings_check').on(t.checkId)],
)

/** Each time Stripe was compared with our books. The newest row says that reconciliation is alive. */
export const billingChecks = pgTable('billing_checks', {
  id: serial('id').primaryKey(),
  startedAt: instantMs('started_at').notNull(),
  /** Null while it runs, and for ever if its process died. */
  finishedAt: instantMs('finished_at'),
  /** Objects of Stripe's that were looked at, and how many of them we had missed and applied. */
  objects: integer('objects').notNull().default(0),
  applied: integer('applied').notNull().default(0),
  findings: integer('findings').notNull().default(0),
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
    id: serial('id').primaryKey(),
    /** Stripe's object it is about: a session, charge, subscription ... */
    stripeId: text('stripe_id').notNull(),
    kind: oneOf('kind', billingFindingKinds).notNull(),
    /** Without a foreign key: it may be that there is no such workspace. */
    workspaceId: integer('workspace_id'),
    /** The purchase it is about, where it is about one. */
    purchaseId: uuid('purchase_id'),
    /** For a person: what is wrong, in amounts. */
    what: text('what').notNull(),
    firstSeenAt: instantMs('first_seen_at').notNull(),
    lastSeenAt: instantMs('last_seen_at').notNull(),
    /** Set when a later look found it in order, or an operator closed it. */
    resolvedAt: instantMs('resolved_at'),
  },
  (t) => [
    uniqueIndex('billing_findings_once').on(t.kind, t.stripeId),
    knownValue('billing_findings_kind_known', t.kind),
    index('billing_findings_open').on(t.lastSeenAt).where(sql`resolved_at is null`),
  ],
)
