import { describe, expect, it } from 'vitest'
import type { Account, Command, LedgerChange, Loaded, Lot, Outcome } from '../model.ts'
import { charge, freshAccount, grant, hold, loaded, settleLot } from '../testing.ts'
import { applyCommands } from './apply-commands.ts'

const anchor = Date.parse('2026-01-31T10:00:00Z')
const never = { expiry: { kind: 'never' } } as const
type Pack = ReturnType<typeof grant>

/** Runs commands one after the other in memory, carrying lots and holds along. */
function newLedger() {
  let state: Loaded = loaded(freshAccount(anchor, { allowance: 0 }))
  const run = (command: Command, at = anchor): Outcome | undefined => {
    const change: LedgerChange = applyCommands(state, [command], at)
    const lots = new Map<number, Lot>(state.lots.map((lot) => [lot.seq, lot]))
    for (const lot of [...change.newLots, ...change.changedLots]) lots.set(lot.seq, lot)
    const holds = new Map(state.holds.map((one) => [one.id, one]))
    for (const one of [...change.newHolds, ...change.changedHolds]) holds.set(one.id, one)
    state = {
      account: change.account,
      lots: [...lots.values()],
      holds: [...holds.values()],
      entriesByKey: state.entriesByKey,
    }
    return change.outcomes[0]
  }
  return {
    run,
    account: (): Account => state.account,
    lot: (pack: Pack) => state.lots.find((lot) => lot.subjectId === pack.subjectId),
  }
}

const freeze = (pack: Pack) => settleLot(pack, { disputed: pack.credits })
const settle = (pack: Pack, won: boolean) => settleLot(pack, { returned: won ? 0 : pack.credits })
const release = (holdId: string): Command => ({ type: 'release', holdId })
const touch: Command = { type: 'touch' }

describe('lots', () => {
  it('R16: a pack whose credits were held does not expire with a pack bought later', () => {
    const ledger = newLedger()
    const [lasting, short, work] = [grant(50, never), grant(20), hold(50)]
    ledger.run(lasting)
    ledger.run(work)
    ledger.run(short)
    ledger.run(release(work.key))
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.account()).toMatchObject({ extraLeft: 70 })
  })

  it('R16, R18: a pack that was frozen does not expire with a pack bought later', () => {
    const ledger = newLedger()
    const [lasting, short] = [grant(50, never), grant(20)]
    ledger.run(lasting)
    ledger.run(freeze(lasting))
    ledger.run(short)
    ledger.run(settle(lasting, true))
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.account()).toMatchObject({ extraLeft: 70 })
  })

  it('R16, R18: a fully refunded pack does not keep later packs from expiring', () => {
    const ledger = newLedger()
    const [lasting, short] = [grant(50, never), grant(20)]
    ledger.run(lasting)
    ledger.run(settleLot(lasting, { returned: 50 }))
    ledger.run(short)
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.account()).toMatchObject({ extraLeft: 0 })
  })

  it('R18: credits restored by a late dispute expire without taking a permanent pack with them', () => {
    const ledger = newLedger()
    const [short, lasting] = [grant(20), grant(50, never)]
    ledger.run(short)
    ledger.run(freeze(short))
    ledger.run(lasting)
    ledger.run(settle(short, true), ledger.account().cycleEnd)
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.account()).toMatchObject({ extraLeft: 70 })
  })

  it('R18: two frozen packs keep their order whichever dispute is settled first', () => {
    const ledger = newLedger()
    const [first, second] = [grant(20), grant(50, never)]
    ledger.run(first)
    ledger.run(second)
    ledger.run(freeze(first))
    ledger.run(freeze(second))
    ledger.run(settle(second, true))
    ledger.run(settle(first, true))
    expect([ledger.lot(first)?.fromCredit, ledger.lot(second)?.fromCredit]).toEqual([0, 20])
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.account()).toMatchObject({ extraLeft: 50 })
  })

  it('R18: a lost dispute takes credits a hold returned, and only spent credits are a shortfall', () => {
    const ledger = newLedger()
    const [pack, work] = [grant(100), hold(60)]
    ledger.run(pack)
    ledger.run(work)
    ledger.run(freeze(pack))
    ledger.run(release(work.key))
    ledger.run(charge(10))
    expect(ledger.run(settle(pack, false))).toMatchObject({ ok: true, credits: 90, shortfall: 10 })
    expect(ledger.account()).toMatchObject({ extraLeft: 0, frozen: 0 })
  })

  it('R12: capturing 0 credits releases the hold, and repeating it gives the same result', () => {
    const ledger = newLedger()
    const work = hold(10)
    ledger.run(grant(10))
    ledger.run(work)
    const capture: Command = { type: 'capture', holdId: work.key, credits: 0, units: 0 }
    expect(ledger.run(capture)).toMatchObject({ ok: true, replayed: false })
    expect(ledger.run(capture)).toMatchObject({ ok: true, replayed: true })
  })

  it('R18: a refund after the pack expired takes nothing, and only spent credits are a shortfall', () => {
    const ledger = newLedger()
    const pack = grant(500)
    ledger.run(pack)
    ledger.run(charge(100))
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.lot(pack)).toMatchObject({ expired: 400 })
    const half = settleLot(pack, { returned: 250 })
    expect(ledger.run(half, ledger.account().cycleStart)).toMatchObject({
      ok: true,
      credits: 0,
      shortfall: 0,
    })
    const all = settleLot(pack, { returned: 500 })
    expect(ledger.run(all, ledger.account().cycleStart)).toMatchObject({
      ok: true,
      credits: 0,
      shortfall: 100,
    })
    expect(ledger.lot(pack)).toMatchObject({ takenBack: 0, shortfall: 100, expired: 400 })
  })

  it('R18: a dispute freezes only its share, and several disputes add up', () => {
    const ledger = newLedger()
    const pack = grant(500)
    ledger.run(pack)
    ledger.run(charge(100))
    ledger.run(settleLot(pack, { disputed: 250 }))
    expect(ledger.account()).toMatchObject({ extraLeft: 150, frozen: 250 })
    // One dispute of $15 is lost while another of $15 is still open.
    ledger.run(settleLot(pack, { returned: 125, disputed: 125 }))
    expect(ledger.account()).toMatchObject({ extraLeft: 150, frozen: 125 })
    expect(ledger.lot(pack)).toMatchObject({ takenBack: 125, shortfall: 0 })
    ledger.run(settleLot(pack, { returned: 125 }))
    expect(ledger.account()).toMatchObject({ extraLeft: 275, frozen: 0 })
  })

  it('R18: a dispute that is lost and then won restores what it took, every time', () => {
    const ledger = newLedger()
    const pack = grant(100)
    ledger.run(pack)
    ledger.run(charge(30))
    for (const returned of [100, 0, 100, 0]) {
      ledger.run(settleLot(pack, { returned }))
      const expected = returned > 0 ? { takenBack: 70, shortfall: 30 } : { takenBack: 0, shortfall: 0 }
      expect(ledger.lot(pack)).toMatchObject(expected)
      expect(ledger.account()).toMatchObject({
        extraLeft: returned > 0 ? 0 : 70,
        extraGranted: returned > 0 ? 30 : 100,
      })
    }
  })

  it('R18: credits restored by a failed refund after their expiry can be used until the cycle ends', () => {
    const ledger = newLedger()
    const pack = grant(100)
    ledger.run(pack)
    ledger.run(settleLot(pack, { returned: 100 }))
    const { cycleEnd } = ledger.account()
    ledger.run(settleLot(pack, { returned: 0 }), cycleEnd)
    expect(ledger.account()).toMatchObject({ extraLeft: 100, nextLotExpiry: ledger.account().cycleEnd })
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.account()).toMatchObject({ extraLeft: 0 })
    expect(ledger.lot(pack)).toMatchObject({ expired: 100 })
  })

  it('R16, R18: a pack that expires sooner takes nothing from an earlier one whose refund fails', () => {
    const ledger = newLedger()
    const [lasting, short] = [grant(50, never), grant(20)]
    ledger.run(lasting)
    ledger.run(settleLot(lasting, { returned: 50 }))
    ledger.run(short)
    ledger.run(settleLot(lasting, { returned: 0 }))
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.account().extraLeft).toBeGreaterThanOrEqual(50)
    expect(ledger.lot(lasting)).toMatchObject({ expired: 0 })
  })

  it('R18: a permanent pack whose refund fails is spent before one bought in the meantime, and they share no credit', () => {
    const ledger = newLedger()
    const [lasting, short] = [grant(50, never), grant(20)]
    ledger.run(lasting)
    ledger.run(settleLot(lasting, { returned: 50 }))
    ledger.run(short)
    ledger.run(settleLot(lasting, { returned: 0 }))
    expect(ledger.lot(lasting)).toMatchObject({ fromCredit: 0, toCredit: 50 })
    expect(ledger.lot(short)).toMatchObject({ fromCredit: 50, toCredit: 70, expiresAt: null })
  })

  it('R30: an older revision of the payment changes nothing', () => {
    const ledger = newLedger()
    const pack = grant(100)
    ledger.run(pack)
    const [older, newer] = [settleLot(pack, { returned: 0 }), settleLot(pack, { returned: 100 })]
    ledger.run(newer)
    ledger.run(older)
    expect(ledger.account()).toMatchObject({ extraLeft: 0 })
  })

  it('R21: credits frozen at the start of a cycle count toward its total', () => {
    const ledger = newLedger()
    const pack = grant(100, never)
    ledger.run(pack)
    ledger.run(freeze(pack))
    ledger.run(touch, ledger.account().cycleEnd)
    expect(ledger.account()).toMatchObject({ extraGranted: 100, frozen: 100 })
    ledger.run(settle(pack, true), ledger.account().cycleStart)
    expect(ledger.account()).toMatchObject({ extraGranted: 100, extraLeft: 100, frozen: 0 })
  })
})
