import type { EntryKind } from '../model.ts'
import type { StatementEntry } from '../read/read-entries.ts'

/**
 * Why a balance is (or was) what it is, as plain data. Amounts are whole credits, times are milliseconds since 1970.
 * The parts add up: `opening` plus all `sums` is the balance, and the balance is allowance + extra + held + frozen.
 */
export type Explanation = {
  at: number
  balance: number
  /** Available credits: allowance and extra. */
  available: number
  allowanceLeft: number
  extraLeft: number
  held: number
  frozen: number
  /** Number of the last entry at that time; 0 if there was none. */
  lastSeq: number
  /** The cycle at that time; null before the first one. */
  cycle: ExplainedCycle | null
  /** Balance changes since the cycle began, by kind, action and rate card version, largest first. */
  sums: ExplainedSum[]
  /** Rate card versions that priced the cycle's usage and the open holds, ascending. */
  rateVersions: number[]
  /** Lots with available or frozen credits at that time, in spending order. */
  lots: ExplainedLot[]
  /** Credits left in lots older than the listed ones; nearly always 0. */
  extraInOlderLots: number
  /** Work in progress, oldest first. Cut off after a maximum; `held` includes the rest. */
  holds: ExplainedHold[]
  openHolds: number
  /** The cycle's latest entries at that time, newest first; the statement has the rest. */
  latest: StatementEntry[]
}

type ExplainedCycle = {
  start: number
  end: number
  firstSeq: number
  /** The balance when the cycle began, before its allowance: extra, held and frozen credits carried over. */
  opening: number
}

export type ExplainedSum = {
  kind: EntryKind
  /** 0 for none. */
  action: number
  rateVersion: number
  amount: number
  /** The part of the amount that concerned extra credits. */
  extraAmount: number
  times: number
  units: number
  firstSeq: number
  lastSeq: number
  /** The kind of subject; distinguishes a subscription's allowance from a monthly one. */
  subjectKind: number
}

export type ExplainedLot = {
  /** The entry that granted the lot. */
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
