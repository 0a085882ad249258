import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CustomerRun, PLANS, type Step } from './customer-run.ts'

/** `npm run credits:property` makes a longer run; set CREDITS_SEED for another one. */
const RUNS = Number(process.env.CREDITS_RUNS) || 200
const SEED = Number(process.env.CREDITS_SEED) || 17

const plan = fc.nat({ max: PLANS.length - 1 })
const interval = fc.constantFrom('month' as const, 'month' as const, 'year' as const)
const proration = fc.constantFrom('always_invoice' as const, 'create_prorations' as const, 'none' as const)
const wanted = (what: 'subscribe' | 'upgrade' | 'new-cycle' | 'schedule') =>
  fc.record({ do: fc.constant(what), plan, interval })

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: wanted('subscribe') },
  { weight: 6, arbitrary: wanted('upgrade') },
  { weight: 3, arbitrary: wanted('new-cycle') },
  { weight: 2, arbitrary: wanted('schedule') },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('dashboard' as const), plan, interval, proration }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'resume' as const, 'pay' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('spend' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('card' as const), declines: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('time' as const), hours: fc.integer({ min: 1, max: 1_200 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('near-end' as const), hours: fc.integer({ min: 0, max: 30 }) }),
  },
)

const first: fc.Arbitrary<Step> = fc.record({ do: fc.constant('subscribe' as const), plan, interval })

describe('R17: credits follow the money', () => {
  it('R17: no sequence of plan changes grants more than the money pays for at the better rate', () => {
    const sequences = fc.tuple(first, fc.array(step, { minLength: 4, maxLength: 40 }))
    fc.assert(
      fc.property(sequences, ([begin, steps]) => {
        const life = new CustomerRun()
        for (const one of [begin, ...steps]) {
          life.act(one)
          expect(life.granted).toBeLessThanOrEqual(life.paidFor)
        }
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })
})
