import { assert } from '@/lib/core/assert'
import {
  type Accepted,
  type Account,
  availableOf,
  balanceOf,
  type Entry,
  type EntryKind,
  type ExistingEntry,
  entryKinds,
  type Hold,
  type Loaded,
  type Lot,
  type LotChange,
  type Outcome,
  type Refused,
  type StartedCycle,
  type UsageDelta,
} from '../model.ts'
import { subjectIds } from '../shared/actions.ts'
import { dayOf } from './cycle.ts'
import { keyId, nilId } from './keys.ts'

/**
 * The working copy of one `applyCommands` call. It is private to that call, so it can be changed in place while
 * `applyCommands` itself stays a pure function.
 */
export class Draft {
  readonly account: Account
  readonly lots: Lot[]
  readonly holds: Map<string, Hold>
  readonly entriesByKey: Map<string, ExistingEntry>
  readonly entries: Entry[] = []
  readonly usage: UsageDelta[] = []
  /** Keyed by the number of their first entry: a cycle that ends without an entry is replaced by the next one. */
  readonly cycles = new Map<number, StartedCycle>()
  readonly newHolds = new Set<Hold>()
  readonly changedHolds = new Set<Hold>()
  readonly newLots = new Set<Lot>()
  readonly changedLots = new Set<Lot>()
  /** Change in the number of extra credits in holds during this call. */
  heldExtra = 0
  /** Keyed by lot: everything that happens to a lot in one call happens at the same instant. */
  readonly lotChanges = new Map<number, LotChange>()

  constructor(
    loaded: Loaded,
    readonly at: number,
  ) {
    this.account = { ...loaded.account }
    this.lots = loaded.lots.map((lot) => ({ ...lot }))
    this.holds = new Map(loaded.holds.map((hold) => [hold.id, { ...hold }]))
    this.entriesByKey = new Map(loaded.entriesByKey)
  }

  /** Adds an entry for a change already made to the account. */
  addEntry(kind: EntryKind, amount: number, fields: Partial<Entry> & { key: string }): Entry {
    const { account } = this
    account.seq += 1
    const entry: Entry = {
      seq: account.seq,
      at: this.at,
      kind: entryKinds[kind],
      amount,
      extraAmount: 0,
      balanceAfter: balanceOf(account),
      inputHash: '0',
      actorId: 0,
      action: 0,
      units: 0,
      rateVersion: 0,
      subjectKind: 0,
      subjectId: nilId,
      reason: null,
      metadata: null,
      ...fields,
    }
    assert(entry.balanceAfter >= 0, 'no entry leaves a balance below zero')
    this.entries.push(entry)
    this.entriesByKey.set(entry.key, entry)
    return entry
  }

  /**
   * Adds an entry made by the calendar, not by a request. Its key is derived from the cycle, so it can't be written
   * twice.
   */
  addCycleEntry(
    kind: EntryKind,
    amount: number,
    extraAmount: number,
    at: number,
    name: string,
    subjectKind: number = subjectIds.cycle,
  ): void {
    const { workspaceId } = this.account
    this.addEntry(kind, amount, {
      at,
      extraAmount,
      key: keyId(`cycle:${workspaceId}:${name}`),
      subjectKind,
    })
  }

  /** Entries added from here on belong to this cycle. */
  beginCycle(start: number, end: number): void {
    const { account, heldExtra } = this
    account.cycleStart = start
    account.cycleEnd = end
    account.cycleAllowance = account.allowance
    account.paidChanges = 0
    account.paidBack = 0
    const { extraLeft, frozen } = account
    const firstSeq = account.seq + 1
    this.cycles.set(firstSeq, { firstSeq, start, end, extraLeft, frozen, heldExtra })
  }

  /** Adds the latest entry to the usage totals. */
  countUsage(action: number, actorId: number, credits: number, units: number): void {
    const { cycleStart, timeZone, seq } = this.account
    const day = dayOf(this.at, timeZone)
    const last = this.usage.at(-1)
    // Consecutive charges by one member share a row.
    if (
      last &&
      last.action === action &&
      last.actorId === actorId &&
      last.cycleStart === cycleStart &&
      last.day === day
    ) {
      last.credits += credits
      last.units += units
      last.times += 1
      last.lastSeq = seq
      return
    }
    const times = 1
    this.usage.push({ cycleStart, day, action, actorId, credits, units, times, firstSeq: seq, lastSeq: seq })
  }

  /** Takes available credits, allowance first (R15). Returns how many of them were extra credits. */
  takeCredits(credits: number): number {
    const { account } = this
    const fromAllowance = Math.min(credits, account.allowanceLeft)
    const fromExtra = credits - fromAllowance
    assert(fromExtra <= account.extraLeft, 'no more credits are taken than are available')
    account.allowanceLeft -= fromAllowance
    account.extraLeft -= fromExtra
    account.extraUsed += fromExtra
    return fromExtra
  }

  refuse(code: Refused['code'], cost: number): Refused {
    return { ok: false, code, cost, left: availableOf(this.account) }
  }

  accept(credits: number, seq: number, holdId: string | null = null): Accepted {
    return {
      ok: true,
      replayed: false,
      seq,
      credits,
      holdId,
      shortfall: 0,
      balanceAfter: balanceOf(this.account),
      availableAfter: availableOf(this.account),
    }
  }

  /** The first result for this key, a refusal if the key was used with different input, or null if the key is new. */
  replay(key: string, inputHash: string, cost: number): Outcome | null {
    const first = this.entriesByKey.get(key)
    if (!first) return null
    if (first.inputHash !== inputHash) return this.refuse('key-reused', cost)
    return {
      ok: true,
      replayed: true,
      seq: first.seq,
      credits: Math.abs(first.amount),
      holdId: null,
      shortfall: 0,
      balanceAfter: first.balanceAfter,
      availableAfter: availableOf(this.account),
    }
  }

  markHoldChanged(hold: Hold): void {
    if (!this.newHolds.has(hold)) this.changedHolds.add(hold)
  }

  markLotChanged(lot: Lot): void {
    if (!this.newLots.has(lot)) this.changedLots.add(lot)
  }

  recordLotChange(lot: Lot, change: Partial<Pick<LotChange, 'takenBack' | 'frozen' | 'formerEnd'>>): void {
    const { takenBack = 0, frozen = 0, formerEnd = null } = change
    const { seq } = lot
    const before = this.lotChanges.get(seq)
    this.lotChanges.set(seq, {
      seq,
      at: this.at,
      takenBack: (before?.takenBack ?? 0) + takenBack,
      frozen: (before?.frozen ?? 0) + frozen,
      formerEnd: before?.formerEnd ?? formerEnd,
    })
  }
}
