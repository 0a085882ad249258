import { describe, expect, it } from 'vitest'
import { amountOf, centsOf, formatPaid } from './money.ts'

const plain = { totalCents: 1_500, taxCents: 0, discountCents: 0, currency: 'usd', presentment: null }

describe('R47: formatPaid', () => {
  it.each([
    [plain, '$15'],
    [{ ...plain, totalCents: 1_620, taxCents: 120 }, '$16.20, including $1.20 tax'],
    [{ ...plain, totalCents: 1_200, discountCents: 300 }, '$12, after a $3 discount'],
    [{ ...plain, presentment: { cents: 1_350, currency: 'eur' } }, '$15 (charged as €13.50)'],
    [{ ...plain, totalCents: 1_500, taxCents: 136, currency: 'jpy' }, '¥1,500, including ¥136 tax'],
  ])('%j is %s', (paid, words) => expect(formatPaid(paid)).toBe(words))
})

describe('R36, R47: centsOf', () => {
  it.each([
    ['49', 'usd', 4_900],
    ['49.5', 'usd', 4_950],
    [' 1,490.00 ', 'eur', 149_000],
    ['1500', 'jpy', 1_500],
    ['1.234', 'kwd', 1_234],
    ['0.07', 'usd', 7],
  ])('%s in %s is %i', (typed, currency, cents) => {
    expect(centsOf(typed, currency)).toBe(cents)
    expect(centsOf(amountOf(cents, currency), currency)).toBe(cents)
  })

  it.each([
    ['', 'usd'],
    ['$49', 'usd'],
    ['49.999', 'usd'],
    ['49.5', 'jpy'],
    ['-49', 'usd'],
    ['4,9', 'usd'],
    ['1e3', 'usd'],
    ['49.', 'usd'],
  ])('"%s" is not an amount in %s', (typed, currency) => expect(centsOf(typed, currency)).toBeNull())
})
