import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cheapestPlan, type PricedPlan } from './cheapest-plan.ts'

const plan = (name: string, allowanceCredits: number, monthlyPriceCents: number): PricedPlan => ({
  key: name.toLowerCase(),
  name,
  allowanceCredits,
  monthlyPriceCents,
  annualPriceCents: monthlyPriceCents * 10,
})
const starter = plan('Starter', 500, 4_900)
const growth = plan('Growth', 2_000, 14_900)
const scale = plan('Scale', 6_000, 39_900)
const plans = [starter, growth, scale]
const packs = [
  { name: 'Small pack', credits: 100, priceCents: 1_500 },
  { name: 'Medium pack', credits: 500, priceCents: 6_000 },
  { name: 'Large pack', credits: 2_000, priceCents: 20_000 },
]
const usage = { current: starter, plans, packs, packsLast: false, interval: 'month' as const }

describe('cheapestPlan', () => {
  it('R49: adds the packs that each cycle needs beyond the allowance to the price of the plan', () => {
    // 1,400 short in each cycle cost three medium packs: 18,000 cents, three times.
    const seen = cheapestPlan({ ...usage, usedCredits: [1_900, 1_900, 1_900] })
    expect(seen).toMatchObject({ result: 'cheaper', savedCents: 68_700 - 44_700 })
    expect(seen.best).toMatchObject({ name: 'Growth', planCents: 44_700, packs: [], totalCents: 44_700 })
    expect(seen.costs[0]).toEqual({
      key: 'starter',
      name: 'Starter',
      pricePerCycleCents: 4_900,
      planCents: 14_700,
      packs: [{ name: 'Medium pack', quantity: 9 }],
      packCredits: 4_500,
      packsCents: 54_000,
      totalCents: 68_700,
    })
    expect(seen.costs.map(({ name }) => name)).toEqual(['Starter', 'Growth', 'Scale'])
  })

  it('R49: says when the current plan is the cheapest, also when another costs exactly as much', () => {
    expect(cheapestPlan({ ...usage, usedCredits: [480, 500, 100] })).toMatchObject({
      result: 'current',
      best: null,
      savedCents: 0,
    })
    const twin = { ...starter, key: 'twin', name: 'Twin' }
    expect(cheapestPlan({ ...usage, plans: [twin], usedCredits: [900] }).result).toBe('current')
  })

  it('R49: suggests a smaller plan when the current one is too large', () => {
    expect(cheapestPlan({ ...usage, current: growth, usedCredits: [480, 500, 100] }).best).toMatchObject({
      name: 'Starter',
      totalCents: 14_700,
    })
  })

  it('R49: counts packs for each cycle, or for all of them together where their credits last longer', () => {
    const used = { ...usage, plans: [], usedCredits: [530, 530, 530] }
    expect(cheapestPlan(used).costs[0]?.packsCents).toBe(4_500)
    expect(cheapestPlan({ ...used, packsLast: true }).costs[0]?.packsCents).toBe(1_500)
  })

  it('R49: compares yearly prices with yearly prices and never overstates the saving', () => {
    const odd = { ...growth, annualPriceCents: 100_001 }
    const oddToo = { ...odd, key: 'other', annualPriceCents: 90_001 }
    const seen = cheapestPlan({
      ...usage,
      current: odd,
      plans: [oddToo],
      interval: 'year',
      usedCredits: [1, 1],
    })
    // 16,666.83 rounded down, 15,000.17 rounded up.
    expect(seen.costs.map(({ totalCents }) => totalCents)).toEqual([16_666, 15_001])
    expect(seen.savedCents).toBe(1_665)
  })

  it('R49: leaves out plans that no order of packs completes, and compares nothing when that is the current one', () => {
    expect(cheapestPlan({ ...usage, packs: [], current: growth, usedCredits: [900] })).toMatchObject({
      result: 'current',
      costs: [{ name: 'Growth' }, { name: 'Scale' }],
    })
    expect(cheapestPlan({ ...usage, packs: [], usedCredits: [900] })).toMatchObject({
      result: 'none',
      best: null,
    })
  })

  it('R49: never suggests anything dearer than the current plan, and its sums add up', () => {
    const cents = fc.integer({ min: 100, max: 60_000 })
    const somePlan = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      name: fc.constantFrom('A', 'B', 'C', 'D'),
      allowanceCredits: fc.integer({ min: 0, max: 8_000 }),
      monthlyPriceCents: cents,
      annualPriceCents: fc.integer({ min: 1_000, max: 600_000 }),
    })
    const somePack = fc.record({
      name: fc.constantFrom('S', 'M', 'L'),
      credits: fc.integer({ min: 1, max: 2_500 }),
      priceCents: cents,
    })
    fc.assert(
      fc.property(
        fc.record({
          current: somePlan,
          plans: fc.uniqueArray(somePlan, { selector: ({ key }) => key, maxLength: 4 }),
          packs: fc.uniqueArray(somePack, { selector: ({ name }) => name, maxLength: 3 }),
          usedCredits: fc.array(fc.integer({ min: 0, max: 12_000 }), { minLength: 1, maxLength: 3 }),
          packsLast: fc.boolean(),
          interval: fc.constantFrom('month' as const, 'year' as const),
        }),
        (input) => {
          const { best, costs, result, savedCents } = cheapestPlan(input)
          const own = costs.find(({ key }) => key === input.current.key)
          expect(result === 'none').toBe(own === undefined)
          expect(best !== null).toBe(result === 'cheaper')
          if (best && own) {
            expect(best.totalCents).toBeLessThan(own.totalCents)
            expect(savedCents).toBe(own.totalCents - best.totalCents)
            expect(best.totalCents).toBe(Math.min(...costs.map(({ totalCents }) => totalCents)))
          }
          for (const cost of costs) {
            expect(cost.totalCents).toBe(cost.planCents + cost.packsCents)
            const all = [input.current, ...input.plans].find(({ key }) => key === cost.key)
            const short = input.usedCredits.reduce(
              (total, used) => total + Math.max(0, used - (all?.allowanceCredits ?? 0)),
              0,
            )
            expect(cost.packCredits).toBeGreaterThanOrEqual(short)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
