import { expect, test } from 'vitest'
import { valuationFault } from './valuation-fault'

const sale = { soldOn: '2015-02-10', priceUsd: 500_000, adjustedUsd: 512_000, adjustments: [{ usd: 12_000 }] }
const made = (over: object = {}, changed: object = {}) => ({
  valuedOn: '2015-03-01',
  estimateUsd: 520_000,
  grounds: { comparables: [{ ...sale, ...changed }] },
  ...over,
})

test('a whole valuation has no fault', () => {
  expect(valuationFault(made())).toBeNull()
})

test.each<[string, ReturnType<typeof made>, RegExp]>([
  ['no grounds', made({ grounds: {} }), /missing/],
  ['no comparable sale', made({ grounds: { comparables: [] } }), /missing/],
  ['a sale of that day', made({}, { soldOn: '2015-03-01' }), /not before the day/],
  ['a sum that is wrong', made({}, { adjustedUsd: 513_000 }), /do not add up/],
  ['an estimate of another world', made({ estimateUsd: 5_200_000 }), /far from every sale/],
])('%s is a fault', (_what, broken, words) => {
  expect(valuationFault(broken)).toMatch(words)
})
