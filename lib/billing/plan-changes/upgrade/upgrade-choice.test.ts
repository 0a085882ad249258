import { describe, expect, it } from 'vitest'
import type { PlanChange, PlanOffer } from '@/lib/billing/views'
import { cheapestUpgrade, subscribeOption, upgradeOptions } from './upgrade-choice.ts'

const plan = (key: string, monthlyPriceCents: number, allowanceCredits: number): PlanOffer => ({
  key,
  name: key,
  mode: 'credits',
  description: '',
  monthlyPriceCents,
  annualPriceCents: monthlyPriceCents * 10,
  currency: 'usd',
  allowanceCredits,
  limits: null,
})

const growth = plan('growth', 14_900, 2_000)
const scale = plan('scale', 39_900, 6_000)

const preview = (over: Pick<PlanChange, 'chargeCents' | 'creditsAdded' | 'newCycle'> & Partial<PlanChange>) =>
  ({
    when: 'now',
    interval: 'month',
    currency: 'usd',
    priceCents: 14_900,
    resetsAt: '2026-12-21T00:00:00Z',
    ...over,
  }) as PlanChange

const newCycle = (chargeCents: number, creditsAdded: number, creditsExpiring: number) =>
  ({ chargeCents, creditsAdded, creditsExpiring, resetsAt: '2026-12-28T00:00:00Z' }) as PlanChange['newCycle']

describe('R24: upgradeOptions and cheapestUpgrade', () => {
  const toGrowth = preview({ chargeCents: 5_000, creditsAdded: 750, newCycle: newCycle(14_900, 2_000, 40) })
  const toScale = preview({ chargeCents: 17_500, creditsAdded: 2_750, newCycle: newCycle(39_900, 6_000, 40) })
  const choose = (short: number) =>
    cheapestUpgrade([...upgradeOptions(growth, toGrowth, short), ...upgradeOptions(scale, toScale, short)])

  it('returns the prorated upgrade while its share is enough, with what is left over', () => {
    expect(choose(700)).toMatchObject({
      plan: { key: 'growth' },
      start: 'prorated',
      chargeCents: 5_000,
      unusedCredits: 50,
      expiresTodayCredits: 0,
    })
  })

  it('returns a new cycle when that costs less than a larger plan, minus the expiring credits (R17)', () => {
    expect(choose(1_960)).toMatchObject({
      plan: { key: 'growth' },
      start: 'new-cycle',
      expiresTodayCredits: 40,
    })
    expect(choose(1_961)).toMatchObject({ plan: { key: 'scale' }, start: 'prorated' })
  })

  it('returns the option with the most credits when none is enough', () => {
    expect(choose(9_000)).toMatchObject({ plan: { key: 'scale' }, start: 'new-cycle', isEnough: false })
  })

  it('returns none when the change starts at the end of the period or its credits come later', () => {
    const later = preview({ when: 'period-end', chargeCents: 0, creditsAdded: 0, newCycle: null })
    expect(cheapestUpgrade(upgradeOptions(growth, later, 10))).toBeNull()
  })

  it('returns the smallest sufficient plan for a trial and counts the trial credits as lost (R14)', () => {
    const starter = plan('starter', 4_900, 500)
    const offers = [scale, starter, growth]
    expect(subscribeOption(offers, { shortCredits: 300, leftCredits: 66 })).toMatchObject({
      plan: { key: 'starter' },
      expiresTodayCredits: 66,
    })
    expect(subscribeOption(offers, { shortCredits: 450, leftCredits: 66 })?.plan.key).toBe('growth')
    expect(subscribeOption(offers, { shortCredits: 45_000, leftCredits: 0 })?.plan.key).toBe('scale')
    expect(subscribeOption([], { shortCredits: 1, leftCredits: 0 })).toBeNull()
  })
})
