import { describe, expect, it } from 'vitest'
import type { Account, Command, Loaded, Lot, Outcome, Planned } from '../model.ts'
import { charge, freshAccount, grant, hold, loaded, settleLot } from '../testing.ts'
import { plan } from './plan.ts'

const anchor = Date.parse('2026-01-31T10:00:00Z')
const never = { expiry: { kind: 'never' } } as const
type Pack = ReturnType<typeof grant>

/** Runs commands one after the other in memory, lots and holds carried along. */
function ledger() {
  let state: Loaded = loaded(freshAccount(anchor, { allowance: 0 }))
  const run = (command: Command, at = anchor): Outcome | undefined => {
    const planned: Planned = plan(state, [command], at)
    const lots = new Map<number, Lot>(state.lots.map((lot) => [lot.seq, lot]))
    for (const lot of [...planned.newLots, ...planned.changedLots]) lots.set(lot.seq, lot)
    const holds = new Map(state.holds.map((one) => [one.id, one]))
    for (const one of [...planned.newHolds, ...planned.changedHolds]) holds.set(one.id, one)
    state = {
      account: planned.account,
      lots: [...lots.values()],
      holds: [...holds.values()],
      seen: state.seen,
    }
    return planned.outcomes[0]
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
  it('R16: a pack does not end with a later one because its credits were held when that was bought', () => {
    const book = ledger()
    const [lasting, short, work] = [grant(50, never), grant(20), hold(50)]
    book.run(lasting)
    book.run(work)
    book.run(short)
    book.run(release(work.key))
    book.run(touch, book.account().cycleEnd)
    expect(book.account()).toMatchObject({ extraLeft: 70 })
  })

  it('R16, R18: a pack does not end with a later one because it was frozen when that was bought', () => {
    const book = ledger()
    const [lasting, short] = [grant(50, never), grant(20)]
    book.run(lasting)
    book.run(freeze(lasting))
    book.run(short)
    book.run(settle(lasting, true))
    book.run(touch, book.account().cycleEnd)
    expect(book.account()).toMatchObject({ extraLeft: 70 })
  })

  it('R16, R18: a pack that was wholly refunded keeps no later one from ending', () => {
    const book = ledger()
    const [lasting, short] = [grant(50, never), grant(20)]
    book.run(lasting)
    book.run(settleLot(lasting, { returned: 50 }))
    book.run(short)
    book.run(touch, book.account().cycleEnd)
    expect(book.account()).toMatchObject({ extraLeft: 0 })
  })

  it('R18: what a late dispute brings back takes no lasting pack with it when it ends', () => {
    const book = ledger()
    const [short, lasting] = [grant(20), grant(50, never)]
    book.run(short)
    book.run(freeze(short))
    book.run(lasting)
    book.run(settle(short, true), book.account().cycleEnd)
    book.run(touch, book.account().cycleEnd)
    expect(book.account()).toMatchObject({ extraLeft: 70 })
  })

  it('R18: two frozen packs keep their order, whichever dispute is settled first', () => {
    const book = ledger()
    const [first, second] = [grant(20), grant(50, never)]
    book.run(first)
    book.run(second)
    book.run(freeze(first))
    book.run(freeze(second))
    book.run(settle(second, true))
    book.run(settle(first, true))
    expect([book.lot(first)?.fromCredit, book.lot(second)?.fromCredit]).toEqual([0, 20])
    book.run(touch, book.account().cycleEnd)
    expect(book.account()).toMatchObject({ extraLeft: 50 })
  })

  it('R18: a lost dispute takes what a hold gave back meanwhile, and only what was spent is a shortfall', () => {
    const book = ledger()
    const [pack, work] = [grant(100), hold(60)]
    book.run(pack)
    book.run(work)
    book.run(freeze(pack))
    book.run(release(work.key))
    book.run(charge(10))
    expect(book.run(settle(pack, false))).toMatchObject({ ok: true, credits: 90, shortfall: 10 })
    expect(book.account()).toMatchObject({ extraLeft: 0, frozen: 0 })
  })

  it('R12: capturing nothing is a release, and asking again gives the same answer', () => {
    const book = ledger()
    const work = hold(10)
    book.run(grant(10))
    book.run(work)
    const capture: Command = { type: 'capture', holdId: work.key, credits: 0, units: 0 }
    expect(book.run(capture)).toMatchObject({ ok: true, replayed: false })
    expect(book.run(capture)).toMatchObject({ ok: true, replayed: true })
  })

  it('R18: a refund after the pack expired takes nothing, and only what was spent is a shortfall', () => {
    const book = ledger()
    const pack = grant(500)
    book.run(pack)
    book.run(charge(100))
    book.run(touch, book.account().cycleEnd)
    expect(book.lot(pack)).toMatchObject({ expired: 400 })
    const half = settleLot(pack, { returned: 250 })
    expect(book.run(half, book.account().cycleStart)).toMatchObject({ ok: true, credits: 0, shortfall: 0 })
    const all = settleLot(pack, { returned: 500 })
    expect(book.run(all, book.account().cycleStart)).toMatchObject({ ok: true, credits: 0, shortfall: 100 })
    expect(book.lot(pack)).toMatchObject({ takenBack: 0, shortfall: 100, expired: 400 })
  })

  it('R18: a dispute freezes its share alone, and several add up', () => {
    const book = ledger()
    const pack = grant(500)
    book.run(pack)
    book.run(charge(100))
    book.run(settleLot(pack, { disputed: 250 }))
    expect(book.account()).toMatchObject({ extraLeft: 150, frozen: 250 })
    // One of $15 is lost while one of $15 is still open.
    book.run(settleLot(pack, { returned: 125, disputed: 125 }))
    expect(book.account()).toMatchObject({ extraLeft: 150, frozen: 125 })
    expect(book.lot(pack)).toMatchObject({ takenBack: 125, shortfall: 0 })
    book.run(settleLot(pack, { returned: 125 }))
    expect(book.account()).toMatchObject({ extraLeft: 275, frozen: 0 })
  })

  it('R18: a dispute that is lost and then won gives back what it took, as often as it happens', () => {
    const book = ledger()
    const pack = grant(100)
    book.run(pack)
    book.run(charge(30))
    for (const returned of [100, 0, 100, 0]) {
      book.run(settleLot(pack, { returned }))
      const expected = returned > 0 ? { takenBack: 70, shortfall: 30 } : { takenBack: 0, shortfall: 0 }
      expect(book.lot(pack)).toMatchObject(expected)
      expect(book.account()).toMatchObject({
        extraLeft: returned > 0 ? 0 : 70,
        extraGranted: returned > 0 ? 30 : 100,
      })
    }
  })

  it('R18: credits of a refund that fails after their end can be used until the cycle ends', () => {
    const book = ledger()
    const pack = grant(100)
    book.run(pack)
    book.run(settleLot(pack, { returned: 100 }))
    const { cycleEnd } = book.account()
    book.run(settleLot(pack, { returned: 0 }), cycleEnd)
    expect(book.account()).toMatchObject({ extraLeft: 100, nextLotExpiry: book.account().cycleEnd })
    book.run(touch, book.account().cycleEnd)
    expect(book.account()).toMatchObject({ extraLeft: 0 })
    expect(book.lot(pack)).toMatchObject({ expired: 100 })
  })

  it('R16, R18: a pack that ends sooner takes nothing of one before it whose refund fails', () => {
    const book = ledger()
    const [lasting, short] = [grant(50, never), grant(20)]
    book.run(lasting)
    book.run(settleLot(lasting, { returned: 50 }))
    book.run(short)
    book.run(settleLot(lasting, { returned: 0 }))
    book.run(touch, book.account().cycleEnd)
    expect(book.account().extraLeft).toBeGreaterThanOrEqual(50)
    expect(book.lot(lasting)).toMatchObject({ expired: 0 })
  })

  it('R18: a lasting pack whose refund fails goes before one that was bought meanwhile, and shares no credit with it', () => {
    const book = ledger()
    const [lasting, short] = [grant(50, never), grant(20)]
    book.run(lasting)
    book.run(settleLot(lasting, { returned: 50 }))
    book.run(short)
    book.run(settleLot(lasting, { returned: 0 }))
    expect(book.lot(lasting)).toMatchObject({ fromCredit: 0, toCredit: 50 })
    expect(book.lot(short)).toMatchObject({ fromCredit: 50, toCredit: 70, expiresAt: null })
  })

  it('R30: an older picture of the payment changes nothing', () => {
    const book = ledger()
    const pack = grant(100)
    book.run(pack)
    const [older, newer] = [settleLot(pack, { returned: 0 }), settleLot(pack, { returned: 100 })]
    book.run(newer)
    book.run(older)
    expect(book.account()).toMatchObject({ extraLeft: 0 })
  })

  it('R21: credits that are frozen as a cycle begins belong to its total', () => {
    const book = ledger()
    const pack = grant(100, never)
    book.run(pack)
    book.run(freeze(pack))
    book.run(touch, book.account().cycleEnd)
    expect(book.account()).toMatchObject({ extraGranted: 100, frozen: 100 })
    book.run(settle(pack, true), book.account().cycleStart)
    expect(book.account()).toMatchObject({ extraGranted: 100, extraLeft: 100, frozen: 0 })
  })
})
