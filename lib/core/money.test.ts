import { describe, expect, it } from 'vitest'
import { paidWords } from './money.ts'

const plain = { totalCents: 1_500, taxCents: 0, discountCents: 0, currency: 'usd', presentment: null }

describe('R47: what was paid, in words', () => {
  it.each([
    [plain, '$15'],
    [{ ...plain, totalCents: 1_620, taxCents: 120 }, '$16.20, including $1.20 tax'],
    [{ ...plain, totalCents: 1_200, discountCents: 300 }, '$12, after a $3 discount'],
    [{ ...plain, presentment: { cents: 1_350, currency: 'eur' } }, '$15 (charged as €13.50)'],
    [{ ...plain, totalCents: 1_500, taxCents: 136, currency: 'jpy' }, '¥1,500, including ¥136 tax'],
  ])('%j is %s', (paid, words) => expect(paidWords(paid)).toBe(words))
})
