import type { EntryKind } from '../model.ts'
import type { StatementEntry } from '../read/read-entries.ts'

/**
 * Why a balance is (or was) what it is, as plain data. Amounts are whole credits, times milliseconds since 1970. Its
 * parts add up: `opening` plus every `sum` is the balance, and the balance is allowance, extra, held and frozen credits.
 */
export type Explanation = {
  at: number
  balance: number
  /** What could be spent: allowance and extra credits. */
  available: number
  allowanceLeft: number
  extraLeft: number
  held: number
  frozen: number
  /** Number of the last entry by then; 0: there was none. */
  lastSeq: number
  /** The cycle that was running; null before the first. */
  cycle: ExplainedCycle | null
  /** What moved the balance since the cycle began, by kind, action and rate card, the largest first. */
  sums: ExplainedSum[]
  /** Versions of the rate card that the cycle's uses and the open holds were priced by, ascending. */
  rateVersions: number[]
  /** Lots of which something was left or set aside by then, in the order they are spent. */
  lots: ExplainedLot[]
  /** Credits left in lots older than the ones listed; nearly always 0. */
  extraInOlderLots: number
  /** Work that was running, oldest first; `held` counts those beyond the first so many too. */
  holds: ExplainedHold[]
  openHolds: number
  /** The last entries of the cycle by then, newest first; the statement has the rest. */
  latest: StatementEntry[]
}

type ExplainedCycle = {
  start: number
  end: number
  firstSeq: number
  /** The balance as the cycle began, before its allowance: what was carried over of extra, held and frozen credits. */
  opening: number
}

export type ExplainedSum = {
  kind: EntryKind
  /** 0: none. */
  action: number
  rateVersion: number
  amount: number
  /** Which part of the amount concerned extra credits. */
  extraAmount: number
  times: number
  units: number
  firstSeq: number
  lastSeq: number
  /** What they were about, where it is one thing: tells a subscription's allowance from the calendar's. */
  subjectKind: number
}

export type ExplainedLot = {
  /** The entry that granted it. */
  seq: number
  subjectKind: number
  subjectId: string
  granted: number
  takenBack: number
  frozen: number
  left: number
  grantedAt: number
  expiresAt: number | null
}

export type ExplainedHold = {
  id: string
  amount: number
  fromExtra: number
  openedAt: number
  actorId: number
  action: number
  units: number
  rateVersion: number
  subjectKind: number
  subjectId: string
}
