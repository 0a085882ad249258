import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf, priceRule, priceWords, unitsFor } from './price.ts'

describe('R6: costOf charges for every started block', () => {
  const campaign = { credits: 3, per: 10, minimum: 3 }
  it.each([
    [0, 0],
    [1, 3],
    [10, 3],
    [11, 6],
    [20, 6],
    [25, 9],
    [95, 30],
  ])('%i emails cost %i', (emails, credits) => {
    expect(costOf(campaign, emails)).toBe(credits)
  })

  it('priceWords describes the price', () => {
    expect(priceWords(campaign, 'email')).toBe('3 credits for every 10 emails, minimum 3')
    expect(priceWords({ credits: 1, per: 1, minimum: 0 }, 'report')).toBe('1 credit')
    expect(priceWords({ credits: 20, per: 1, minimum: 20 }, 'report')).toBe('20 credits')
    expect(priceWords({ credits: 2, per: 1, minimum: 5 }, 'report')).toBe('2 credits, minimum 5')
  })

  it('R5: priceRule names the unit', () => {
    expect(priceRule({ credits: 20, per: 1, minimum: 0 }, 'report')).toBe('20 credits per report')
    expect(priceRule({ credits: 2, per: 1, minimum: 5 }, 'post')).toBe('2 credits per post, minimum 5')
    expect(priceRule({ credits: 3, per: 10, minimum: 3 }, 'email')).toBe(
      '3 credits for every 10 emails, minimum 3',
    )
  })
})

it('R24: unitsFor returns the most units a balance pays for', () => {
  const price = fc.record({
    credits: fc.integer({ min: 1, max: 50 }),
    per: fc.integer({ min: 1, max: 20 }),
    minimum: fc.integer({ min: 0, max: 60 }),
  })
  fc.assert(
    fc.property(price, fc.integer({ min: 0, max: 5_000 }), (unitPrice, left) => {
      const units = unitsFor(unitPrice, left) ?? Number.NaN
      expect(costOf(unitPrice, units)).toBeLessThanOrEqual(left)
      expect(costOf(unitPrice, units + 1)).toBeGreaterThan(left)
    }),
  )
})
