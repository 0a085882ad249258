/**
 * The words of the ledger as plain data: what it remembers (Account, Lot, Hold), what it is asked (Command), what it
 * writes (Entry, UsageDelta) and what it answers (Outcome). Amounts are whole credits, times milliseconds since 1970.
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
  /** The allowance that the running cycle began with, in full; what of it is granted depends on its payment (R19). */
  cycleAllowance: number
  /** What paid plan changes within the cycle add to it, or take from it (R17). */
  paidChanges: number
  /** How far paid changes within the cycle fell from the most they came to: its money was credited back at Stripe. */
  paidBack: number
  /** Granted by earlier cycles for money that was credited back at Stripe since: this cycle grants so much less. */
  withheld: number
  granted: number
  extraGranted: number
  fundedUntil: number | null
  /** Cycles that start from `fundedUntil` on get the share of the allowance up to here (R19); null: they get nothing. */
  partlyFundedUntil: number | null
  spendUntil: number | null
  extraEnd: number
  extraUsed: number
  /** Extra credits up to this number have expired: what is released from them does not come back. */
  extraExpired: number
  nextLotExpiry: number | null
  timeZone: string
}

/** The sum of the entries. */
export const balanceOf = (a: Account) => a.allowanceLeft + a.extraLeft + a.held + a.frozen
/** A trial gives its credits once: nothing is added at the end of its cycle (R4). */
export const isTrial = ({ fundedUntil, spendUntil }: Pick<Account, 'fundedUntil' | 'spendUntil'>) =>
  spendUntil !== null && fundedUntil === spendUntil
/** What can be spent now. */
export const availableOf = (a: Account) => a.allowanceLeft + a.extraLeft

/**
 * A grant of extra credits: the interval (fromCredit, toCredit] of the workspace's extra credits, numbered in the
 * order bought. What is left of it is arithmetic on `Account.extraUsed`; spending never writes a lot.
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
  /** Credits that ended unspent. */
  expired: number
  /** Which picture of its payment the lot follows: an older one changes nothing. */
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
}

export const entryKinds = {
  charge: 1,
  capture: 2,
  allowance: 3,
  /** The difference in allowance after an upgrade, or the allowance of a cycle that was paid for late. */
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
}

/** An entry that an earlier request wrote under the same key. */
export type SeenEntry = Pick<Entry, 'seq' | 'inputHash' | 'amount' | 'balanceAfter'>

export type UsageDelta = {
  cycleStart: number
  day: string
  action: number
  actorId: number
  credits: number
  units: number
  times: number
  /** The first and the last entry in the sum: between them a filtered statement looks, and nowhere else. */
  firstSeq: number
  lastSeq: number
}

/** A billing cycle as it began: its entries are those from `firstSeq` on, up to the next cycle's first. */
export type BegunCycle = {
  firstSeq: number
  start: number
  end: number
  /** Extra credits that were there when it began, and those set aside by disputes. */
  extraLeft: number
  frozen: number
  /** Extra credits that holds held as it began, beyond those they held before the plan's first command. */
  heldExtra: number
}

/** What happened to a lot since its grant, at one instant: the sums of these are the lot's own figures. */
export type LotChange = {
  /** The lot's. */
  seq: number
  at: number
  takenBack: number
  /** Set aside; below zero: no longer set aside. */
  frozen: number
  /** When it would have ended, where it was given back after that behind all others. */
  formerEnd: number | null
}

/** Work to be paid for, whether at once (charge) or when it is done (hold). */
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
}

export type Terms = {
  /** What a cycle grants from now on. */
  allowance: number
  fundedUntil: number | null
  /** A cycle that starts between `fundedUntil` and this gets the share of its allowance that falls before it (R19). */
  partlyFundedUntil?: number | null
  spendUntil: number | null
}

/**
 * What was paid for in one cycle (R17), worked out whole from Stripe's invoices: the same facts may arrive any number of
 * times and in any order.
 */
export type PaidCycle = {
  /** Which cycle it is about; the ledger ignores it in any other. */
  start: number
  /** The allowance that was in force as the cycle began. */
  allowance: number
  /** Changes of the allowance that were paid for: `credits` a cycle, for `part` of the `whole` length of a cycle. */
  changes: { credits: number; part: number; whole: number }[]
}

export type LotExpiry = { kind: 'cycle-end' } | { kind: 'never' } | { kind: 'months'; months: number }

export type Command =
  | ({ type: 'charge' } & Work)
  | ({ type: 'hold'; leaseMs: number } & Work)
  | { type: 'capture'; holdId: string; credits: number; units: number }
  /** `onlyIfLapsed`: nothing happens unless the lease has run out, whoever renewed it a moment ago. */
  | { type: 'release'; holdId: string; onlyIfLapsed?: boolean }
  | { type: 'renew'; holdId: string; leaseMs: number }
  | {
      /** Extra credits: a lot of their own. */
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
   * New terms for the cycles to come. `cycle` says what was paid for in the running one: the share of an upgrade that
   * the money covers is added once, a downgrade shows at the reset (R17).
   */
  | ({ type: 'terms'; cycle?: PaidCycle } & Terms)
  /** A new anchor: the running cycle ends and a full one begins (a subscription after the trial). */
  | ({
      type: 'restart'
      key: string
      inputHash: string
      anchorAt: number
      subjectKind: number
      subjectId: string
    } & Terms)
  /**
   * Refunds and disputes of what a lot was paid with, in total: credits whose money went back, and credits whose money is
   * disputed (R18). A later picture of the payment has a higher revision.
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
  /** A correction by an operator that takes credits away; one that gives is a grant. */
  | { type: 'deduct'; key: string; inputHash: string; credits: number; actorId: number; reason: string }
  /** Applies whatever fell due (R14) and nothing else. */
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
  /** What was asked for and what could be spent, in credits. */
  cost: number
  left: number
}

export type Accepted = {
  ok: true
  /** True when this is the first result of the same request, given again. */
  replayed: boolean
  /** Number of the entry that was written; 0 where none was. */
  seq: number
  balanceAfter: number
  availableAfter: number
  /** Credits that moved: charged, held, captured, granted. */
  credits: number
  holdId: string | null
  /** Credits that should have been taken back but were spent already (R18). */
  shortfall: number
}

export type Outcome = Accepted | Refused

/** What a plan reads: the account, and of its lots, holds and earlier entries those that the commands concern. */
export type Loaded = {
  account: Account
  lots: Lot[]
  holds: Hold[]
  seen: Map<string, SeenEntry>
}

/** What a plan wants written. */
export type Planned = {
  /** As it was loaded; what differs from it is written. */
  before: Account
  account: Account
  entries: Entry[]
  newHolds: Hold[]
  changedHolds: Hold[]
  newLots: Lot[]
  changedLots: Lot[]
  lotChanges: LotChange[]
  cycles: BegunCycle[]
  usage: UsageDelta[]
  outcomes: Outcome[]
}
