import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { credits, instantMs, runningTotal } from '../columns.ts'
import { workspaceRef } from '../people/people.ts'

/**
 * The balance of a workspace: all the state the ledger needs, in one small row. All amounts are whole credits. Balance
 * = allowance_left + extra_left + held + frozen = the sum of the workspace's entries.
 */
export const creditAccounts = pgTable(
  'credit_accounts',
  {
    workspaceId: workspaceRef().primaryKey(),
    allowanceLeft: integer().notNull().default(0),
    extraLeft: integer().notNull().default(0),
    held: integer().notNull().default(0),
    frozen: integer().notNull().default(0),
    /** Number of the last entry. Entries are numbered 1, 2, 3 ... without a gap. */
    seq: integer().notNull().default(0),
    /** Every cycle boundary is this instant plus whole months, so the 31st stays the 31st (R14). */
    anchorAt: instantMs().notNull(),
    cycleStart: instantMs().notNull(),
    cycleEnd: instantMs().notNull(),
    /** The allowance of coming cycles. */
    allowance: integer().notNull(),
    /** The full allowance of the running cycle. Until it is paid for, less is granted (R19). */
    cycleAllowance: integer().notNull().default(0),
    /** Credits that paid plan changes within the cycle add or take (R17). */
    paidChanges: integer().notNull().default(0),
    /** How far those fell from their peak: Stripe credited that part of the cycle's money back. */
    paidBack: integer().notNull().default(0),
    /** Granted by earlier cycles for money that Stripe has since credited back. This cycle grants that much less. */
    withheld: integer().notNull().default(0),
    /** Allowance granted in this cycle so far. An upgrade adds the paid share once (R17). */
    granted: integer().notNull().default(0),
    /** Extra credits that count toward this cycle: carried over or bought (R21). */
    extraGranted: integer().notNull().default(0),
    /** Cycles that start before this time get their full allowance; null: no end (R19). */
    fundedUntil: instantMs(),
    /** Cycles that start between the two get the share before this time, and later ones nothing (R19). */
    partlyFundedUntil: instantMs(),
    /** Nothing can be spent from this time on; null: no end (R4, R19). */
    spendUntil: instantMs(),
    /** Extra credits are numbered in the order bought. This is how many were ever granted ... */
    extraEnd: runningTotal().notNull().default(0),
    /**
     * ... and how many of them, from the first on, are spent, held or gone. What is left of a lot follows from its
     * interval.
     */
    extraUsed: runningTotal().notNull().default(0),
    /** Extra credits up to this number have expired: a released hold does not return them. */
    extraExpired: runningTotal().notNull().default(0),
    /** When the next lot expires; null if none does. Saves the hot path from reading lots. */
    nextLotExpiry: instantMs(),
    timeZone: text().notNull().default('UTC'),
  },
  (t) => [
    check(
      'credit_accounts_never_negative',
      sql`${t.allowanceLeft} >= 0 and ${t.extraLeft} >= 0 and ${t.held} >= 0 and ${t.frozen} >= 0`,
    ),
    check('credit_accounts_cycle_runs', sql`${t.cycleEnd} > ${t.cycleStart}`),
    check(
      'credit_accounts_watermark',
      sql`${t.extraUsed} >= ${t.extraExpired} and ${t.extraExpired} >= 0 and ${t.extraEnd} - ${t.extraUsed} = ${t.extraLeft}`,
    ),
    check(
      'credit_accounts_sane',
      sql`${t.seq} >= 0 and ${t.allowance} >= 0 and ${t.cycleAllowance} >= 0 and ${t.paidBack} >= 0 and ${t.withheld} >= 0 and ${t.granted} >= 0 and ${t.extraGranted} >= 0`,
    ),
  ],
)

/**
 * The ledger: append-only (a trigger refuses UPDATE, DELETE and TRUNCATE). Columns are never null; 0 and the nil UUID
 * mean none. Without a null bitmap, and with ids instead of names, an entry and its two indexes stay under 190 bytes.
 * Widest columns first, so that no padding is wasted.
 */
export const creditEntries = pgTable(
  'credit_entries',
  {
    at: instantMs().notNull(),
    /** Hash of the request's input: the same key with different input is an error (R12). */
    inputHash: bigint({ mode: 'bigint' }).notNull(),
    /** What it was for: the report, image, campaign, purchase ... Its kind is in subject_kind. */
    subjectId: uuid().notNull(),
    /** 16-byte hash of the idempotency key, unique in the workspace. */
    key: uuid().notNull(),
    workspaceId: integer().notNull(),
    seq: integer().notNull(),
    /** Signed change of the balance, in credits. */
    amount: integer().notNull(),
    balanceAfter: integer().notNull(),
    /** The part of the amount that concerned extra (bought) credits. */
    extraAmount: integer().notNull(),
    /** The member who did it; 0: the system. */
    actorId: integer().notNull(),
    rateVersion: integer().notNull(),
    /** How many of the action's units were paid for. */
    units: integer().notNull(),
    kind: smallint().notNull(),
    action: smallint().notNull(),
    subjectKind: smallint().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    uniqueIndex('credit_entries_key').on(t.workspaceId, t.key),
    check('credit_entries_sane', sql`${t.seq} >= 1 and ${t.balanceAfter} >= 0`),
    // Spending and expiry are negative, grants positive (0 for plans without an allowance). Corrections and claw-backs
    // go both ways: a failed refund returns what it took.
    check(
      'credit_entries_signed',
      sql`${t.kind} between 1 and 9 and (${t.amount} = 0 or ${t.kind} in (8, 9) or (${t.amount} < 0) = (${t.kind} in (1, 2, 5)))`,
    ),
    check(
      'credit_entries_extra',
      sql`${t.extraAmount} between ${t.amount} and 0 or ${t.extraAmount} between 0 and ${t.amount}`,
    ),
    foreignKey({
      columns: [t.workspaceId],
      foreignColumns: [creditAccounts.workspaceId],
      name: 'credit_entries_account',
    }),
  ],
)

/** The reason for an entry, if there is one (corrections, grants, claw-backs). Rare, so not in the entry itself. */
export const creditNotes = pgTable(
  'credit_notes',
  {
    workspaceId: integer().notNull(),
    seq: integer().notNull(),
    reason: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    foreignKey({
      columns: [t.workspaceId, t.seq],
      foreignColumns: [creditEntries.workspaceId, creditEntries.seq],
      name: 'credit_notes_entry',
    }),
  ],
)

/**
 * What an integration said an entry is for, such as an order number (R50). In its own table, like notes, so that entries
 * without it stay under their size. The database function in the check limits the number of pairs and their lengths.
 */
export const creditMetadata = pgTable(
  'credit_metadata',
  {
    workspaceId: integer().notNull(),
    seq: integer().notNull(),
    metadata: jsonb().$type<Record<string, string>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.seq] }),
    check('credit_metadata_valid', sql`spend_metadata_is_valid(${t.metadata})`),
    foreignKey({
      columns: [t.workspaceId, t.seq],
      foreignColumns: [creditEntries.workspaceId, creditEntries.seq],
      name: 'credit_metadata_entry',
    }),
  ],
)

/**
 * Where each billing cycle begins among the entries: an entry's cycle is the last row whose first_seq is not above its
 * number. Anchors change (a subscription after the trial), so it can't be derived from the account later.
 */
export const creditCycles = pgTable(
  'credit_cycles',
  {
    workspaceId: integer().notNull(),
    firstSeq: integer().notNull(),
    cycleStart: instantMs().notNull(),
    cycleEnd: instantMs().notNull(),
    /** Extra credits available at the start. From here, `explain` adds up one cycle instead of all of them. */
    extraLeft: integer().notNull(),
    frozen: integer().notNull(),
    /** Extra credits in holds at the start. */
    heldExtra: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.firstSeq] }),
    check(
      'credit_cycles_sane',
      sql`${t.firstSeq} >= 1 and ${t.cycleEnd} > ${t.cycleStart} and ${t.extraLeft} >= 0 and ${t.frozen} >= 0 and ${t.heldExtra} >= 0`,
    ),
    foreignKey({
      columns: [t.workspaceId],
      foreignColumns: [creditAccounts.workspaceId],
      name: 'credit_cycles_account',
    }),
  ],
)

/**
 * Credits spent by day (in the workspace's time zone), action and member. Written by the batch that writes the entries.
 */
export const creditUsage = pgTable(
  'credit_usage',
  {
    workspaceId: integer().notNull(),
    /** Breakdowns are by cycle, and a boundary may be within a day. */
    cycleStart: instantMs().notNull(),
    day: date({ mode: 'string' }).notNull(),
    action: smallint().notNull(),
    actorId: integer().notNull(),
    credits: credits().notNull(),
    times: integer().notNull(),
    units: integer().notNull(),
    /**
     * The first and last entry in the total. A statement filtered by action or member only searches between them. Not
     * indexed, so that updates stay on their page.
     */
    firstSeq: integer().notNull().default(0),
    lastSeq: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.cycleStart, t.day, t.action, t.actorId] }),
    index('credit_usage_action').on(t.workspaceId, t.action, t.day),
    index('credit_usage_actor').on(t.workspaceId, t.actorId, t.day),
    check('credit_usage_sane', sql`${t.credits} >= 0 and ${t.times} >= 1 and ${t.units} >= 0`),
    foreignKey({
      columns: [t.workspaceId],
      foreignColumns: [creditAccounts.workspaceId],
      name: 'credit_usage_account',
    }),
  ],
)
