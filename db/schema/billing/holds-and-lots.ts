import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { givenId, instantMs, runningTotal } from '../columns.ts'
import { creditAccounts, creditEntries } from './credits.ts'

/**
 * Credits set aside for work in progress. The id is the hash of the idempotency key. Only a capture writes an entry.
 */
export const creditHolds = pgTable(
  'credit_holds',
  {
    workspaceId: integer().notNull(),
    id: givenId(),
    inputHash: bigint({ mode: 'bigint' }).notNull(),
    /** 0 open, 1 captured, 2 released. Settles exactly once. */
    state: smallint().notNull().default(0),
    amount: integer().notNull(),
    fromExtra: integer().notNull(),
    captured: integer().notNull().default(0),
    /**
     * Start of the cycle in which it was opened: allowance released in a later cycle expires instead of being returned.
     */
    cycleStart: instantMs().notNull(),
    actorId: integer().notNull(),
    action: smallint().notNull(),
    units: integer().notNull(),
    rateVersion: integer().notNull(),
    subjectKind: smallint().notNull(),
    subjectId: uuid().notNull(),
    openedAt: instantMs().notNull(),
    /** After this time the sweep can settle it: the process that held it is considered dead. */
    leaseUntil: instantMs().notNull(),
    settledAt: instantMs(),
    /** The entry that captured it; 0: none. */
    entrySeq: integer().notNull().default(0),
    /** What an integration said it is for; the capture's entry gets the same (R50). */
    metadata: jsonb().$type<Record<string, string>>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // For holds that were open at a past instant. A few kB at any size, and updates stay on their page.
    index('credit_holds_opened').using('brin', t.openedAt),
    index('credit_holds_open').on(t.leaseUntil).where(sql`state = 0`),
    index('credit_holds_open_workspace').on(t.workspaceId, t.openedAt).where(sql`state = 0`),
    check(
      'credit_holds_sane',
      sql`${t.amount} > 0 and ${t.fromExtra} between 0 and ${t.amount} and ${t.captured} between 0 and ${t.amount} and ${t.state} in (0, 1, 2)`,
    ),
    check('credit_holds_entry', sql`(${t.entrySeq} > 0) = (${t.state} = 1)`),
    check('credit_holds_metadata', sql`spend_metadata_is_valid(${t.metadata})`),
    check(
      'credit_holds_settled',
      sql`(${t.state} = 0) = (${t.settledAt} is null) and (${t.captured} = 0 or ${t.state} = 1)`,
    ),
    foreignKey({
      columns: [t.workspaceId],
      foreignColumns: [creditAccounts.workspaceId],
      name: 'credit_holds_account',
    }),
  ],
)

/** A grant of extra credits: the interval (from_credit, to_credit] of the workspace's extra credits. */
export const creditLots = pgTable(
  'credit_lots',
  {
    workspaceId: integer().notNull(),
    /** The entry that granted it. */
    seq: integer().notNull(),
    /** The purchase (or the operator's grant) that created it. */
    subjectKind: smallint().notNull(),
    subjectId: uuid().notNull(),
    fromCredit: runningTotal().notNull(),
    toCredit: runningTotal().notNull(),
    granted: integer().notNull(),
    /** Taken back so far after refunds and lost disputes. */
    takenBack: integer().notNull().default(0),
    frozen: integer().notNull().default(0),
    /** Should have been taken back but was already spent; shown to operators (R18). */
    shortfall: integer().notNull().default(0),
    /** Expired unspent: neither taken nor owed when the money is refunded. */
    expired: integer().notNull().default(0),
    /** Revision of the payment last applied to this lot; older revisions are ignored. */
    paymentRevision: integer().notNull().default(0),
    expiresAt: instantMs(),
    grantedAt: instantMs().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    uniqueIndex('credit_lots_subject').on(t.workspaceId, t.subjectKind, t.subjectId),
    check('credit_lots_taken', sql`${t.takenBack} + ${t.shortfall} + ${t.expired} <= ${t.granted}`),
    check(
      'credit_lots_sane',
      sql`${t.toCredit} - ${t.fromCredit} <= ${t.granted} - ${t.takenBack} - ${t.frozen} and ${t.toCredit} >= ${t.fromCredit} and ${t.takenBack} >= 0 and ${t.frozen} >= 0 and ${t.shortfall} >= 0 and ${t.expired} >= 0`,
    ),
    foreignKey({
      columns: [t.workspaceId, t.seq],
      foreignColumns: [creditEntries.workspaceId, creditEntries.seq],
      name: 'credit_lots_entry',
    }),
  ],
)

/**
 * Changes of a lot after its grant, one row per instant. A freeze and a won dispute write no entry, so without this
 * table it would be unknown what was frozen at a past instant. The sums equal the lot's own columns.
 */
export const creditLotChanges = pgTable(
  'credit_lot_changes',
  {
    workspaceId: integer().notNull(),
    /** The lot's number: the entry that granted it. */
    seq: integer().notNull(),
    at: instantMs().notNull(),
    /** Negative: returned, because a refund failed or a lost dispute was reversed. */
    takenBack: integer().notNull(),
    /** Frozen (positive) or unfrozen (negative). */
    frozen: integer().notNull(),
    /** The original expiry of a lot restored after it, behind all others; null: it kept its place. */
    formerEnd: instantMs(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq, t.at] }),
    foreignKey({
      columns: [t.workspaceId, t.seq],
      foreignColumns: [creditLots.workspaceId, creditLots.seq],
      name: 'credit_lot_changes_lot',
    }),
  ],
)
