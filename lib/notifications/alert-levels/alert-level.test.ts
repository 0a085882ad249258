import { describe, expect, it } from 'vitest'
import { isBelow, levelLabel } from './alert-level'
import { AlertLevelInput } from './alert-levels'

describe('alert levels', () => {
  it('R49: a balance exactly at a level is not below it, in percent and in credits', () => {
    expect(isBelow({ unit: 'percent', amount: 25 }, 500, 2_000)).toBe(false)
    expect(isBelow({ unit: 'percent', amount: 25 }, 499, 2_000)).toBe(true)
    expect(isBelow({ unit: 'credits', amount: 200 }, 200, 2_000)).toBe(false)
    expect(isBelow({ unit: 'credits', amount: 200 }, 199, 2_000)).toBe(true)
    // A third of an allowance that three does not divide: 33 of 100 credits are not below 33%, 32 are.
    expect(isBelow({ unit: 'percent', amount: 33 }, 33, 100)).toBe(false)
    expect(isBelow({ unit: 'percent', amount: 33 }, 32, 100)).toBe(true)
    // No allowance, no percentage of it.
    expect(isBelow({ unit: 'percent', amount: 99 }, 0, 0)).toBe(false)
  })

  it('R49: levels are labeled in their unit', () => {
    expect(levelLabel({ unit: 'percent', amount: 25 })).toBe('25% of the cycle’s credits')
    expect(levelLabel({ unit: 'credits', amount: 1_200 })).toBe('1,200 credits')
  })

  it('R49: the form refuses a percentage above 99, no channel, and what is not a whole number', () => {
    const errors = (input: Record<string, string>) =>
      AlertLevelInput.safeParse({ unit: 'percent', amount: '25', inApp: 'on', ...input }).error?.issues.map(
        ({ path }) => path.join('.'),
      )
    expect(errors({})).toBeUndefined()
    expect(errors({ amount: '100' })).toEqual(['amount'])
    expect(errors({ unit: 'credits', amount: '100' })).toBeUndefined()
    expect(errors({ amount: '1.5' })).toEqual(['amount'])
    expect(errors({ amount: '' })).toEqual(['amount'])
    expect(
      AlertLevelInput.safeParse({ unit: 'percent', amount: '25' }).error?.issues.map(({ path }) => path[0]),
    ).toEqual(['inApp'])
    expect(AlertLevelInput.parse({ unit: 'credits', amount: '300', byMail: 'on' })).toEqual({
      unit: 'credits',
      amount: 300,
      inApp: false,
      byMail: true,
    })
  })
})
