import { describe, expect, it } from 'vitest'
import { keyId } from './keys.ts'
import type { Account, Command, Loaded, Lot, Outcome, Planned } from './model.ts'
import { plan } from './plan.ts'
import { charge, freshAccount, grant, hold, loaded } from './testing.ts'

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

const freeze = ({ subjectKind, subjectId }: Pack): Command => ({ type: 'freeze', subjectKind, subjectId })
const settle = ({ subjectKind, subjectId }: Pack, won: boolean): Command => ({
  type: 'settle-dispute',
  key: keyId(`settle ${subjectId}`),
  inputHash: '1',
  subjectKind,
  subjectId,
  won,
  reason: null,
})
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
    const { subjectKind, subjectId } = lasting
    book.run(lasting)
    const refund = { key: keyId('refund'), inputHash: '1', credits: 50, reason: null }
    book.run({ type: 'claw-back', subjectKind, subjectId, ...refund })
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
})
