/**
 * The vocabulary of the ledger as plain data: state (Account, Lot, Hold), requests (Command), what is written (Entry,
 * UsageDelta) and results (Outcome). Amounts are whole credits, times are milliseconds since 1970.
 */

export type Account = {
  workspaceId: number
  allowanceLeft: number
  extraLeft: number
  held: number
  frozen: number
  seq: number
  anchorAt: number
  cycleStart: number
  cycleEnd: number
  allowance: number
  /** The full allowance of the running cycle. How much of it is granted depends on its payment (R19). */
  cycleAllowance: number
  /** Credits that paid plan changes within the cycle add or take (R17). */
  paidChanges: number
  /** How far paid plan changes within the cycle fell from their peak: Stripe credited that money back. */
  paidBack: number
  /** Credits earlier cycles granted for money that Stripe has since credited back. This cycle grants that much less. */
  withheld: number
  granted: number
  extraGranted: number
  fundedUntil: number | null
  /**
   * Cycles that start at or after `fundedUntil` get the share of the allowance up to this time (R19); null: nothing.
   */
  partlyFundedUntil: number | null
  spendUntil: number | null
  extraEnd: number
  extraUsed: number
  /** Extra credits up to this number have expired: if released from a hold, they are not returned. */
  extraExpired: number
  nextLotExpiry: number | null
  timeZone: string
}

/** Equals the sum of the entries. */
export const balanceOf = (a: Account) => a.allowanceLeft + a.extraLeft + a.held + a.frozen
/** A trial grants its credits once: nothing is added at the end of its cycle (R4). */
export const isTrial = ({ fundedUntil, spendUntil }: Pick<Account, 'fundedUntil' | 'spendUntil'>) =>
  spendUntil !== null && fundedUntil === spendUntil
/** What can be spent now. */
export const availableOf = (a: Account) => a.allowanceLeft + a.extraLeft

/**
 * A grant of extra credits: the interval (fromCredit, toCredit] of the workspace's extra credits, numbered in the order
 * bought. What is left of it follows from `Account.extraUsed`; spending never updates a lot.
 */
export type Lot = {
  /** The entry that granted it. */
  seq: number
  subjectKind: number
  subjectId: string
  fromCredit: number
  toCredit: number
  granted: number
  takenBack: number
  frozen: number
  shortfall: number
  /** Credits that expired unspent. */
  expired: number
  /** Revision of the payment last applied to this lot; older revisions are ignored. */
  paymentRevision: number
  expiresAt: number | null
  grantedAt: number
}

export const holdStates = { open: 0, captured: 1, released: 2 } as const

export type Hold = {
  id: string
  inputHash: string
  state: number
  amount: number
  fromExtra: number
  captured: number
  cycleStart: number
  actorId: number
  action: number
  units: number
  rateVersion: number
  subjectKind: number
  subjectId: string
  openedAt: number
  leaseUntil: number
  settledAt: number | null
  entrySeq: number
  metadata: string | null
}

export const entryKinds = {
  charge: 1,
  capture: 2,
  allowance: 3,
  /** The difference in allowance after an upgrade, or the allowance of a cycle that was paid late. */
  topUp: 4,
  expiry: 5,
  pack: 6,
  promotion: 7,
  correction: 8,
  clawBack: 9,
} as const
export type EntryKind = keyof typeof entryKinds

export type Entry = {
  seq: number
  at: number
  kind: number
  amount: number
  extraAmount: number
  balanceAfter: number
  key: string
  inputHash: string
  actorId: number
  action: number
  units: number
  rateVersion: number
  subjectKind: number
  subjectId: string
  reason: string | null
  /** JSON of the pairs an integration sent with the spend (R50); null if it sent none. */
  metadata: string | null
}

/** An entry that an earlier request wrote under the same key. */
export type ExistingEntry = Pick<Entry, 'seq' | 'inputHash' | 'amount' | 'balanceAfter'>

export type UsageDelta = {
  cycleStart: number
  day: string
  action: number
  actorId: number
  credits: number
  units: number
  times: number
  /** The first and last entry in the total. A filtered statement searches only between them. */
  firstSeq: number
  lastSeq: number
}

/** A billing cycle at its start. Its entries run from `firstSeq` up to the next cycle's `firstSeq`. */
export type StartedCycle = {
  firstSeq: number
  start: number
  end: number
  /** Extra credits available and frozen at its start. */
  extraLeft: number
  frozen: number
  /** Change in held extra credits since before the first command of the batch. */
  heldExtra: number
}

/** Changes to a lot at one instant after its grant. The sums over all of them equal the lot's own figures. */
export type LotChange = {
  /** The lot's number. */
  seq: number
  at: number
  takenBack: number
  /** Credits frozen; negative if unfrozen. */
  frozen: number
  /** The original expiry of a lot restored after it, behind all others. */
  formerEnd: number | null
}

/** Work to be paid for, immediately (charge) or when it is done (hold). */
export type Work = {
  key: string
  inputHash: string
  credits: number
  units: number
  action: number
  actorId: number
  rateVersion: number
  subjectKind: number
  subjectId: string
  /** JSON of an integration's own pairs, kept with the entry (R50). Also part of `inputHash`. */
  metadata?: string | null
}

export type Funding = {
  /** What each cycle grants from now on. */
  allowance: number
  fundedUntil: number | null
  /** A cycle that starts between `fundedUntil` and this time gets the share of its allowance before it (R19). */
  partlyFundedUntil?: number | null
  spendUntil: number | null
}

/**
 * What was paid for in one cycle (R17), computed from all of its Stripe invoices. The same facts may arrive any number
 * of times and in any order.
 */
export type PaidCycle = {
  /** Start of the cycle this is about; ignored in any other cycle. */
  start: number
  /** The allowance in force when the cycle began. */
  allowance: number
  /** Paid changes of the allowance: `credits` per cycle, for `part` of the `whole` length of a cycle. */
  changes: { credits: number; part: number; whole: number }[]
}

export type LotExpiry = { kind: 'cycle-end' } | { kind: 'never' } | { kind: 'months'; months: number }

export type Command =
  | ({ type: 'charge' } & Work)
  | ({ type: 'hold'; leaseMs: number } & Work)
  | { type: 'capture'; holdId: string; credits: number; units: number }
  /** `onlyIfLapsed`: does nothing unless the lease has ended, even if it was renewed a moment ago. */
  | { type: 'release'; holdId: string; onlyIfLapsed?: boolean }
  | { type: 'renew'; holdId: string; leaseMs: number }
  | {
      /** Extra credits, as a lot of their own. */
      type: 'grant'
      kind: 'pack' | 'promotion' | 'correction'
      key: string
      inputHash: string
      credits: number
      actorId: number
      subjectKind: number
      subjectId: string
      expiry: LotExpiry
      reason: string | null
    }
  /**
   * New funding for the coming cycles. `cycle` is what was paid for in the running one: the paid share of an upgrade is
   * added once, a downgrade takes effect at the reset (R17).
   */
  | ({ type: 'set-funding'; cycle?: PaidCycle } & Funding)
  /** A new anchor: the running cycle ends and a full one begins (a subscription after the trial). */
  | ({
      type: 'restart'
      key: string
      inputHash: string
      anchorAt: number
      subjectKind: number
      subjectId: string
    } & Funding)
  /**
   * Refunds and disputes of the payment for a lot, as totals: credits whose money was refunded, and credits whose money
   * is disputed (R18). A later state of the payment has a higher revision.
   */
  | {
      type: 'settle-lot'
      subjectKind: number
      subjectId: string
      revision: number
      returned: number
      disputed: number
      reason: string | null
    }
  /** A correction by an operator that takes credits. One that gives credits is a grant. */
  | { type: 'deduct'; key: string; inputHash: string; credits: number; actorId: number; reason: string }
  /** Applies what fell due (R14) and nothing else. */
  | { type: 'touch' }

export type Refused = {
  ok: false
  code:
    | 'insufficient'
    | 'stopped'
    | 'key-reused'
    | 'hold-unknown'
    | 'hold-settled'
    | 'above-hold'
    | 'lot-unknown'
  /** Credits requested and credits available. */
  cost: number
  left: number
}

export type Accepted = {
  ok: true
  /** True if this repeats the first result of the same request. */
  replayed: boolean
  /** Number of the entry that was written; 0 if there is none. */
  seq: number
  balanceAfter: number
  availableAfter: number
  /** Credits charged, held, captured or granted. */
  credits: number
  holdId: string | null
  /** Credits that should have been taken back but were already spent (R18). */
  shortfall: number
}

export type Outcome = Accepted | Refused

/** Input of `applyCommands`: the account, and the lots, holds and earlier entries that the commands concern. */
export type Loaded = {
  account: Account
  lots: Lot[]
  holds: Hold[]
  entriesByKey: Map<string, ExistingEntry>
}

/** Result of `applyCommands`: everything to be written. */
export type LedgerChange = {
  /** The account as it was loaded; only the differences are written. */
  before: Account
  account: Account
  entries: Entry[]
  newHolds: Hold[]
  changedHolds: Hold[]
  newLots: Lot[]
  changedLots: Lot[]
  lotChanges: LotChange[]
  cycles: StartedCycle[]
  usage: UsageDelta[]
  outcomes: Outcome[]
}
