import { describe, expect, it } from 'vitest'
import { usage, usageTone } from './usage.ts'

describe('R21: usage bar colours', () => {
  it.each([
    [0, 'green'],
    [599, 'green'],
    [600, 'orange'],
    [700, 'orange'],
    [800, 'orange'],
    [801, 'red'],
    [1000, 'red'],
  ])('%i of 1000 used is %s', (used, tone) => {
    expect(usageTone(used, 1000)).toBe(tone)
  })

  it('shares of odd totals are not rounded into a colour', () => {
    expect(usageTone(2, 3)).toBe('orange')
    expect(usageTone(59_999, 100_000)).toBe('green')
    expect(usageTone(80_001, 100_000)).toBe('red')
  })

  it('used and left add up to the total, and a total of nothing is red', () => {
    expect(usage(760, 2000)).toMatchObject({
      usedCredits: 1240,
      leftCredits: 760,
      percentUsed: 62,
      tone: 'orange',
    })
    expect(usage(0, 0)).toMatchObject({ usedCredits: 0, percentUsed: 100, tone: 'red' })
  })
})
