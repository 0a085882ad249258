import { describe, expect, it } from 'vitest'
import {
  type Account,
  availableOf,
  balanceOf,
  type Command,
  entryKinds,
  type LedgerChange,
  type Loaded,
  type PaidCycle,
} from '../model.ts'
import { subjectIds } from '../shared/actions.ts'
import { accepted, charge, freshAccount, grant, hold, loaded, settleLot } from '../testing.ts'
import { applyCommands } from './apply-commands.ts'
import { inputHash, keyId } from './keys.ts'
import { creditsDueOnPayment, fundedPart } from './roll-forward.ts'

const DAY = 86_400_000
const anchor = Date.parse('2026-01-31T10:00:00Z')

/** Runs commands one after the other in memory, carrying lots, holds and known keys along. */
class Ledger {
  state: Loaded
  entries: LedgerChange['entries'] = []
  constructor(account: Account = freshAccount(anchor)) {
    this.state = loaded(account)
  }
  do(command: Command, at = anchor) {
    const change = applyCommands(this.state, [command], at)
    const lots = new Map(this.state.lots.map((lot) => [lot.seq, lot]))
    for (const lot of [...change.newLots, ...change.changedLots]) lots.set(lot.seq, lot)
    const holds = new Map(this.state.holds.map((item) => [item.id, item]))
    for (const item of [...change.newHolds, ...change.changedHolds]) holds.set(item.id, item)
    const seen = new Map(this.state.entriesByKey)
    for (const entry of change.entries) seen.set(entry.key, entry)
    this.state = {
      account: change.account,
      lots: [...lots.values()],
      holds: [...holds.values()],
      entriesByKey: seen,
    }
    this.entries.push(...change.entries)
    expect(this.entries.reduce((sum, entry) => sum + entry.amount, 0)).toBe(balanceOf(change.account))
    const [outcome] = change.outcomes
    if (!outcome) throw new Error('every command has an outcome')
    return outcome
  }
  get account() {
    return this.state.account
  }
  get kinds() {
    return this.entries.map((entry) => [entry.kind, entry.amount])
  }
}

const touch: Command = { type: 'touch' }
const funding = (allowance: number, over = {}): Command => ({
  type: 'set-funding',
  allowance,
  fundedUntil: null,
  spendUntil: null,
  ...over,
})
const paid = (credits: number, share: number) => ({ credits, part: share * 10_000, whole: 10_000 })
/** A cycle that began with 100 credits, with paid plan changes. */
const upgrade = (allowance: number, changes: PaidCycle['changes'], over = {}, start = anchor): Command => ({
  type: 'set-funding',
  ...{ allowance, fundedUntil: null, spendUntil: null, ...over },
  cycle: { start, allowance: 100, changes },
})
const restart = (allowance: number, anchorAt: number): Command => ({
  type: 'restart',
  key: keyId(`restart:${anchorAt}`),
  inputHash: inputHash([anchorAt]),
  anchorAt,
  allowance,
  fundedUntil: null,
  spendUntil: null,
  subjectKind: subjectIds.subscription,
  subjectId: '00000000-0000-0000-0000-000000000000',
})

describe('applyCommands', () => {
  it('does not modify its input', () => {
    const before = loaded(freshAccount(anchor))
    const copy = structuredClone(before)
    applyCommands(before, [charge(10), hold(5), grant(3)], anchor)
    expect(before).toEqual(copy)
  })

  it('R14: the balance is the full allowance at each boundary, and Jan 31 is followed by Feb 28 and Mar 31', () => {
    const ledger = new Ledger()
    ledger.do(charge(70))
    ledger.do(touch, Date.parse('2026-02-28T09:59:59Z'))
    expect(availableOf(ledger.account)).toBe(30)
    ledger.do(touch, Date.parse('2026-02-28T10:00:00Z'))
    expect(availableOf(ledger.account)).toBe(100)
    expect(ledger.kinds).toEqual([
      [entryKinds.allowance, 100],
      [entryKinds.charge, -70],
      [entryKinds.expiry, -30],
      [entryKinds.allowance, 100],
    ])
    expect(new Date(ledger.account.cycleEnd).toISOString()).toBe('2026-03-31T10:00:00.000Z')
  })

  it('R14: cycles without activity are skipped in one step, dated at their boundaries', () => {
    const ledger = new Ledger()
    ledger.do(charge(1))
    ledger.do(touch, Date.parse('2026-07-15T00:00:00Z'))
    expect(ledger.entries.slice(2).map((entry) => new Date(entry.at).toISOString())).toEqual([
      '2026-02-28T10:00:00.000Z',
      '2026-06-30T10:00:00.000Z',
    ])
  })

  it('R14: a time before the anchor, from a clock that is behind, belongs to the first cycle', () => {
    const ledger = new Ledger()
    ledger.do(charge(10), anchor - 5_000)
    expect(availableOf(ledger.account)).toBe(90)
    expect(ledger.entries.map((entry) => entry.at)).toEqual([anchor, anchor])
    expect(ledger.account.cycleStart).toBe(anchor)
  })

  it('R15: the allowance is spent first, then extra credits', () => {
    const ledger = new Ledger()
    ledger.do(grant(50))
    ledger.do(charge(120))
    expect(ledger.account).toMatchObject({ allowanceLeft: 0, extraLeft: 30 })
    expect(ledger.entries.at(-1)).toMatchObject({ amount: -120, extraAmount: -20 })
  })

  it('R16: extra credits expire with the cycle by default', () => {
    const ledger = new Ledger()
    ledger.do(grant(50))
    ledger.do(touch, Date.parse('2026-03-01T00:00:00Z'))
    expect(ledger.account).toMatchObject({
      allowanceLeft: 100,
      extraLeft: 0,
      extraUsed: 50,
      nextLotExpiry: null,
    })
  })

  it('R16: extra credits never expire with `never`, and expire on their own date with months', () => {
    const ledger = new Ledger()
    ledger.do(grant(40, { expiry: { kind: 'months', months: 2 } }))
    ledger.do(grant(50, { expiry: { kind: 'never' } }))
    ledger.do(touch, Date.parse('2026-03-05T00:00:00Z'))
    expect(ledger.account).toMatchObject({ extraLeft: 90, extraGranted: 90 })
    ledger.do(charge(110), Date.parse('2026-03-06T00:00:00Z'))
    ledger.do(touch, Date.parse('2026-04-02T00:00:00Z'))
    expect(ledger.account).toMatchObject({
      extraLeft: 50,
      extraExpired: 40,
      extraUsed: 40,
      nextLotExpiry: null,
    })
    expect(ledger.entries.find((entry) => entry.extraAmount === -30)).toMatchObject({
      kind: entryKinds.expiry,
    })
  })

  it('R17: an upgrade adds the paid share, rounded up, once; downgrading and upgrading again adds nothing', () => {
    const ledger = new Ledger()
    ledger.do(charge(30))
    expect(accepted(ledger.do(funding(500)))).toMatchObject({ credits: 0, balanceAfter: 70 })
    const half = [paid(400, 0.5001)]
    expect(accepted(ledger.do(upgrade(500, half)))).toMatchObject({ credits: 201, balanceAfter: 271 })
    expect(accepted(ledger.do(upgrade(500, half)))).toMatchObject({ credits: 0, balanceAfter: 271 })
    const down = [...half, paid(-400, 0.5)]
    expect(accepted(ledger.do(upgrade(100, down)))).toMatchObject({ credits: 0, balanceAfter: 271 })
    expect(accepted(ledger.do(upgrade(500, [...down, paid(400, 0.4999)])))).toMatchObject({ credits: 0 })
    expect(ledger.account).toMatchObject({ allowanceLeft: 271, granted: 301 })
  })

  it('R17: credits granted for refunded money are withheld from the next cycles', () => {
    const ledger = new Ledger()
    ledger.do(upgrade(300, [paid(200, 1)]))
    expect(availableOf(ledger.account)).toBe(300)
    ledger.do(upgrade(100, [paid(200, 1), paid(-200, 1)]))
    expect(availableOf(ledger.account)).toBe(300)
    const left = ['2026-03-01', '2026-04-01', '2026-05-01'].map((day) => {
      ledger.do(touch, Date.parse(day))
      return availableOf(ledger.account)
    })
    expect(left).toEqual([0, 0, 100])
  })

  it('R17, R19: an unpaid cycle makes up for nothing, and an upgrade within it counts on its own', () => {
    const ledger = new Ledger(freshAccount(anchor, { fundedUntil: anchor + 10 * DAY }))
    ledger.do(touch)
    const next = Date.parse('2026-03-01T00:00:00Z')
    ledger.do(touch, next)
    expect(availableOf(ledger.account)).toBe(0)
    const fundedUntil = anchor + 10 * DAY
    ledger.do(upgrade(500, [paid(400, 0.25)], { fundedUntil }, ledger.account.cycleStart), next)
    expect(availableOf(ledger.account)).toBe(100)
    const cycle = ledger.account.cycleStart
    ledger.do(upgrade(500, [paid(400, 0.25)], { fundedUntil: next + 60 * DAY }, cycle), next)
    expect(availableOf(ledger.account)).toBe(200)
  })

  it('R17, R19: a cycle in the grace period makes up for its share, and payment grants the remainder', () => {
    const ledger = new Ledger()
    ledger.do(upgrade(300, [paid(200, 0.5)]))
    ledger.do(upgrade(100, [paid(200, 0.5), paid(-200, 0.3)]))
    const start = Date.parse('2026-02-28T10:00:00Z')
    const grace = { fundedUntil: start, partlyFundedUntil: start + 7 * DAY }
    ledger.do(funding(100, grace), start - 1)
    ledger.do(touch, start)
    expect(ledger.account).toMatchObject({ withheld: 60, granted: 0 })
    expect(creditsDueOnPayment(ledger.account)).toBe(40)
    const unpaid = new Ledger()
    const until = Date.parse('2026-03-31T10:00:00Z')
    unpaid.state = ledger.state
    unpaid.entries = [...ledger.entries]
    unpaid.do(funding(100, { fundedUntil: until, partlyFundedUntil: until }), until)
    expect(unpaid.account).toMatchObject({ withheld: 37 })
    ledger.do(funding(100, { fundedUntil: until }), start + DAY)
    expect(availableOf(ledger.account)).toBe(40)
    expect(creditsDueOnPayment(ledger.account)).toBe(0)
    ledger.do(funding(100), until - 1)
    ledger.do(touch, until)
    expect(ledger.account).toMatchObject({ withheld: 0, granted: 100 })
  })

  it('R17: payments for another cycle change nothing in this one', () => {
    const ledger = new Ledger()
    ledger.do(upgrade(500, [paid(400, 1)], {}, anchor - 30 * DAY))
    expect(availableOf(ledger.account)).toBe(100)
  })

  it('R19: a cycle that began unpaid gets its allowance once, when the payment arrives', () => {
    const ledger = new Ledger(freshAccount(anchor, { fundedUntil: anchor + 20 * DAY }))
    ledger.do(touch, anchor + 40 * DAY)
    expect(availableOf(ledger.account)).toBe(0)
    expect(ledger.do(charge(1), anchor + 40 * DAY)).toMatchObject({ ok: false, code: 'insufficient' })
    ledger.do(funding(100, { fundedUntil: anchor + 90 * DAY }), anchor + 41 * DAY)
    ledger.do(funding(100, { fundedUntil: anchor + 90 * DAY }), anchor + 41 * DAY)
    expect(availableOf(ledger.account)).toBe(100)
  })

  it('R19: a cycle in the grace period starts with its share, rounded up, and the payment adds the rest once', () => {
    const start = Date.parse('2026-02-28T10:00:00Z')
    const grace = { fundedUntil: start, partlyFundedUntil: start + 7 * DAY }
    const ledger = new Ledger(freshAccount(anchor, grace))
    ledger.do(touch, start)
    expect(ledger.account).toMatchObject({ granted: 23, allowanceLeft: 23 })
    ledger.do(charge(20), start + DAY)
    ledger.do(funding(100, grace), start + 8 * DAY)
    expect(availableOf(ledger.account)).toBe(3)
    const paid = funding(100, { fundedUntil: start + 31 * DAY, partlyFundedUntil: start + 38 * DAY })
    expect(accepted(ledger.do(paid, start + 9 * DAY))).toMatchObject({ credits: 77 })
    expect(accepted(ledger.do(paid, start + 9 * DAY))).toMatchObject({ credits: 0 })
    expect(ledger.account).toMatchObject({ granted: 100, allowanceLeft: 80 })
  })

  it('R19: a cycle that starts late in the grace period gets the rest of it, and one after it gets nothing', () => {
    const start = Date.parse('2026-02-28T10:00:00Z')
    const cycle = { cycleStart: start, cycleEnd: start + 31 * DAY }
    const until = (funded: number, partly: number | null) =>
      fundedPart(310, {
        ...cycle,
        fundedUntil: start + funded * DAY,
        partlyFundedUntil: partly === null ? null : start + partly * DAY,
      })
    expect(until(1, 8)).toBe(310)
    expect(until(0, 7)).toBe(70)
    expect(until(-5, 2)).toBe(20)
    expect(until(-5, 0)).toBe(0)
    expect(until(-40, -33)).toBe(0)
    expect(until(0, null)).toBe(0)
    expect(until(0, 60)).toBe(310)
  })

  it('R19: after a trial or plan ends nothing can be spent, and open holds can still be settled', () => {
    const ledger = new Ledger(
      freshAccount(anchor, { spendUntil: anchor + 14 * DAY, fundedUntil: anchor + 14 * DAY }),
    )
    const held = accepted(ledger.do(hold(20), anchor + 14 * DAY - 1))
    expect(ledger.do(charge(1), anchor + 14 * DAY)).toMatchObject({ ok: false, code: 'stopped' })
    expect(
      ledger.do({ type: 'capture', holdId: held.holdId ?? '', credits: 20, units: 1 }, anchor + 15 * DAY),
    ).toMatchObject({ ok: true })
  })

  it('R4, R28: subscribing after the trial starts one full cycle at a new anchor', () => {
    const ledger = new Ledger()
    ledger.do(charge(30))
    const start = anchor + 5 * DAY
    expect(accepted(ledger.do(restart(500, start), start + 1000))).toMatchObject({ balanceAfter: 500 })
    expect(ledger.do(restart(500, start), start + 2000)).toMatchObject({ ok: true, replayed: true })
    expect(ledger.account).toMatchObject({ anchorAt: start, allowanceLeft: 500, granted: 500 })
  })

  it('R13: held credits survive a reset; captured they are charged, released they expire', () => {
    const ledger = new Ledger()
    const first = accepted(ledger.do(hold(20))).holdId ?? ''
    const second = accepted(ledger.do(hold(30))).holdId ?? ''
    const after = Date.parse('2026-03-01T00:00:00Z')
    ledger.do(touch, after)
    expect(ledger.account).toMatchObject({ allowanceLeft: 100, held: 50 })
    ledger.do({ type: 'capture', holdId: first, credits: 20, units: 1 }, after)
    ledger.do({ type: 'release', holdId: second }, after)
    expect(ledger.account).toMatchObject({ allowanceLeft: 100, held: 0 })
    expect(ledger.entries.at(-1)).toMatchObject({ kind: entryKinds.expiry, amount: -30 })
  })

  it('R13: a capture is at most the hold, and a partial capture returns the rest to where it was', () => {
    const ledger = new Ledger()
    ledger.do(grant(50))
    const id = accepted(ledger.do(hold(120))).holdId ?? ''
    expect(ledger.do({ type: 'capture', holdId: id, credits: 121, units: 1 })).toMatchObject({
      ok: false,
      code: 'above-hold',
    })
    ledger.do({ type: 'capture', holdId: id, credits: 90, units: 1 })
    expect(ledger.account).toMatchObject({ allowanceLeft: 10, extraLeft: 50, held: 0, extraUsed: 0 })
  })

  it('R18: refunds take back unspent credits by the cumulative amount and record the rest as a shortfall', () => {
    const ledger = new Ledger()
    const pack = grant(100)
    ledger.do(pack)
    ledger.do(charge(170))
    const clawBack = (returned: number) => settleLot(pack, { returned })
    expect(accepted(ledger.do(clawBack(40)))).toMatchObject({ credits: 30, shortfall: 10, availableAfter: 0 })
    expect(accepted(ledger.do(clawBack(100)))).toMatchObject({ credits: 0, shortfall: 70 })
    expect(accepted(ledger.do(clawBack(100)))).toMatchObject({ credits: 0, shortfall: 70 })
  })

  it('R18: taking back part of a lot moves the lots behind it', () => {
    const ledger = new Ledger()
    const first = grant(100)
    const second = grant(100)
    ledger.do(first)
    ledger.do(second)
    ledger.do(charge(150))
    ledger.do(settleLot(first, { returned: 100 }))
    expect(ledger.account).toMatchObject({ extraLeft: 100, extraUsed: 50, extraEnd: 150 })
    expect(ledger.state.lots.map((lot) => [lot.fromCredit, lot.toCredit])).toEqual([
      [0, 50],
      [50, 150],
    ])
  })

  it('R18: a dispute freezes the unspent credits; winning restores them, losing takes them', () => {
    for (const won of [true, false]) {
      const ledger = new Ledger()
      const pack = grant(100)
      ledger.do(pack)
      ledger.do(charge(130))
      ledger.do(settleLot(pack, { disputed: 100 }))
      expect(ledger.account).toMatchObject({ extraLeft: 0, frozen: 70 })
      expect(ledger.do(charge(1))).toMatchObject({ ok: false })
      ledger.do(settleLot(pack, { returned: won ? 0 : 100 }))
      expect(ledger.account).toMatchObject({ extraLeft: won ? 70 : 0, frozen: 0 })
      expect(ledger.state.lots[0]).toMatchObject(won ? { takenBack: 0 } : { takenBack: 70, shortfall: 30 })
    }
  })

  it('R18: frozen credits do not expire; a dispute won late restores them for the running cycle', () => {
    const ledger = new Ledger()
    const pack = grant(100)
    ledger.do(pack)
    ledger.do(settleLot(pack, { disputed: 100 }))
    const later = Date.parse('2026-03-10T00:00:00Z')
    ledger.do(settleLot(pack, {}), later)
    expect(ledger.account).toMatchObject({
      extraLeft: 100,
      frozen: 0,
      nextLotExpiry: ledger.account.cycleEnd,
    })
    ledger.do(touch, ledger.account.cycleEnd)
    expect(ledger.account).toMatchObject({ extraLeft: 0 })
  })
})
