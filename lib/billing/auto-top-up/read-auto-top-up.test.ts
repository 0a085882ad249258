import { expect, it } from 'vitest'
import { cardLabel } from './read-auto-top-up.ts'

it('R48: a card is named by its brand and last digits', () => {
  expect(cardLabel({ cardBrand: 'visa', cardLast4: '4242' })).toBe('Visa ending in 4242')
  expect(cardLabel({ cardBrand: 'amex', cardLast4: '0005' })).toBe('American Express ending in 0005')
  expect(cardLabel({ cardBrand: null, cardLast4: null })).toBeNull()
})
