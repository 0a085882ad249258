import { describe, expect, it } from 'vitest'
import { applyCommands } from '@/lib/credits/decide/apply-commands.ts'
import { cycleAt } from '@/lib/credits/decide/cycle'
import type { Command, Loaded, Outcome } from '@/lib/credits/model'
import { charge, freshAccount, grant, hold, loaded, settleLot } from '@/lib/credits/testing'
import { cycleOf } from './calendar.ts'
import { advance } from './candidates.ts'
import { faultKinds } from './faults.ts'
import { balanceOf, openModel, spendableOf } from './model-state.ts'
import { applyGroup } from './naive/naive.ts'
import { randomOf } from './random.ts'
import { workloadOf } from './workload.ts'

const anchor = Date.parse('2027-01-31T10:00:00Z')
const model = () => openModel(anchor, { allowance: 100, fundedUntil: null, spendUntil: null }, 'UTC')
const run = (commands: Command[], at = anchor) => applyGroup(model(), commands, at)
const attempt = (commands: Command[], answers: (Outcome | null)[], mayRepeat = false) => ({
  commands,
  answers,
  mayRepeat,
})

describe('the workload', () => {
  it('is the same for the same seed and different for another', () => {
    const options = { workers: 3, mayStopServer: true }
    expect(workloadOf(7, options)).toEqual(workloadOf(7, options))
    expect(workloadOf(8, options)).not.toEqual(workloadOf(7, options))
  })

  it('includes every command and every fault within 50 seeds', () => {
    const scenarios = Array.from({ length: 50 }, (_, i) =>
      workloadOf(i + 1, { workers: 3, mayStopServer: true }),
    )
    const rounds = scenarios.flatMap((scenario) => scenario.rounds)
    const types = new Set(
      rounds.flatMap((round) => round.groups.flatMap((g) => g.commands.map((c) => c.type))),
    )
    expect(types.size).toBe(11)
    const kinds = new Set<string>(scenarios.flatMap((scenario) => Object.keys(scenario.counts)))
    for (const fault of rounds.flatMap((round) => round.faults))
      kinds.add(fault.at === 'host' ? fault.kind : fault.fault.kind)
    expect([...kinds].sort()).toEqual([...faultKinds].sort())
  })

  it('picks numbers between both ends, inclusive', () => {
    const random = randomOf(3)
    const drawn = new Set(Array.from({ length: 200 }, () => random.int(2, 5)))
    expect([...drawn].sort()).toEqual([2, 3, 4, 5])
  })
})

describe('the naive model', () => {
  it('R12: returns the first result for a repeated key', () => {
    const paid = charge(30)
    const { outcomes, model: after } = run([paid, paid])
    expect(outcomes).toMatchObject([{ seq: 2 }, { seq: 2, replayed: true, balanceAfter: 70 }])
    expect(balanceOf(after)).toBe(70)
  })

  it('R13: returns the rest after a partial capture', () => {
    const work = hold(60)
    const { model: after } = run([work, { type: 'capture', holdId: work.key, credits: 10, units: 1 }])
    expect(spendableOf(after)).toBe(90)
  })

  it('R14: counts cycles from the anchor like the ledger, in leap years and short months', () => {
    const random = randomOf(1)
    for (let i = 0; i < 300; i += 1) {
      const from =
        Date.parse('2023-10-01T00:00:00Z') + random.int(0, 200) * 86_400_000 + random.int(0, 86_399_999)
      const at = from + random.int(0, 1_500) * 86_400_000
      expect(cycleOf(from, at)).toEqual(cycleAt(from, at))
    }
  })

  it('R16, R18: agrees with the ledger about a pack that is frozen, expires and is restored', () => {
    const pack = grant(40)
    const steps: [Command, number][] = [
      [pack, anchor],
      [settleLot(pack, { disputed: 40 }), anchor],
      [settleLot(pack, {}), anchor + 40 * 86_400_000],
    ]
    let state: Loaded = loaded(freshAccount(anchor))
    let naive = model()
    for (const [command, at] of steps) {
      const planned = applyCommands(state, [command], at)
      const { outcomes, model: after } = applyGroup(naive, [command], at)
      expect(outcomes).toEqual(planned.outcomes)
      naive = after
      const lots = [...planned.newLots, ...planned.changedLots]
      state = { ...state, account: planned.account, lots: lots.length > 0 ? lots : state.lots }
    }
    expect(spendableOf(naive)).toBe(140)
  })
})

describe('candidate states', () => {
  const [large, small] = [charge(80), charge(30)]
  const outcomesOf = (...commands: Command[]) => run(commands).outcomes

  it('accepts only answers that some order explains', () => {
    const [first] = outcomesOf(large)
    const [, refused] = outcomesOf(large, small)
    const both = [attempt([small], [refused ?? null]), attempt([large], [first ?? null])]
    expect(advance([model()], both, [anchor])).toHaveLength(1)
    const bothPaid = [attempt([small], outcomesOf(small)), attempt([large], [first ?? null])]
    expect(advance([model()], bothPaid, [anchor])).toHaveLength(0)
  })

  it('keeps two states while an outcome is unknown, and one after it was repeated', () => {
    const open = advance([model()], [attempt([small], [null])], [anchor])
    expect(open).toHaveLength(2)
    const { model: once } = run([small])
    const again = applyGroup(once, [small], anchor).outcomes
    expect(advance(open, [attempt([small], again)], [anchor])).toHaveLength(1)
  })

  it('accepts a replay as the first answer only if a connection was cut', () => {
    const { model: once } = run([small])
    const replay = applyGroup(once, [small], anchor).outcomes
    expect(advance([model()], [attempt([small], replay)], [anchor])).toHaveLength(0)
    expect(advance([model()], [attempt([small], replay, true)], [anchor])).toHaveLength(1)
  })
})
