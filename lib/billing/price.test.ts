import { describe, expect, it } from 'vitest'
import { costOf, priceWords } from './price.ts'

describe('R6: unit pricing is data, a started block counts as a block', () => {
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

  it('says itself in words', () => {
    expect(priceWords(campaign, 'email')).toBe('3 credits for every 10 emails, minimum 3')
    expect(priceWords({ credits: 1, per: 1, minimum: 0 }, 'report')).toBe('1 credit')
  })
})
