import { describe, expect, it } from 'vitest'
import { isLow, unspentCredits, usageOf, usageTone } from './usage.ts'

const balance = (over: Partial<Parameters<typeof usageOf>[0]>) => ({
  allowanceLeft: 0,
  extraLeft: 0,
  held: 0,
  frozen: 0,
  granted: 0,
  extraGranted: 0,
  ...over,
})

describe('R21: usage bar colors', () => {
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

  it('rounding of odd totals does not change the color', () => {
    expect(usageTone(2, 3)).toBe('orange')
    expect(usageTone(59_999, 100_000)).toBe('green')
    expect(usageTone(80_001, 100_000)).toBe('red')
  })

  it('used and left add up to the total, and a total of zero is red', () => {
    expect(usageOf(balance({ allowanceLeft: 760, granted: 2000 }))).toMatchObject({
      usedCredits: 1240,
      heldCredits: 0,
      leftCredits: 760,
      percentUsed: 62,
      tone: 'orange',
    })
    expect(usageOf(balance({}))).toMatchObject({ usedCredits: 0, percentUsed: 100, tone: 'red' })
  })

  it('held credits are shown separately and do not turn a green bar red', () => {
    const running = balance({ allowanceLeft: 20, held: 480, granted: 500 })
    const expected = { usedCredits: 0, heldCredits: 480, leftCredits: 20, totalCredits: 500, tone: 'green' }
    expect(usageOf(running)).toMatchObject(expected)
    const done = balance({ allowanceLeft: 470, held: 15, granted: 500 })
    expect(usageOf(done)).toMatchObject({
      usedCredits: 15,
      heldCredits: 15,
      leftCredits: 470,
      percentUsed: 3,
    })
  })

  it('credits held by work of the previous cycle are not part of this one', () => {
    const account = balance({ allowanceLeft: 490, held: 30, granted: 500 })
    expect(usageOf(account, 30)).toMatchObject({ usedCredits: 10, heldCredits: 30, totalCredits: 500 })
  })

  it('frozen credits are neither used nor part of the total', () => {
    const account = balance({ allowanceLeft: 500, granted: 500, extraGranted: 100, frozen: 100 })
    expect(usageOf(account)).toMatchObject({ usedCredits: 0, leftCredits: 500, totalCredits: 500 })
  })
})

it('R32: warnings depend on spent credits, not on held ones', () => {
  const running = balance({ allowanceLeft: 20, held: 480, granted: 500 })
  expect(isLow(unspentCredits(running), 500)).toBe(false)
  expect(isLow(unspentCredits(balance({ allowanceLeft: 20, held: 29, granted: 500 })), 500)).toBe(true)
})
