import { expect, test } from 'vitest'
import { valuationFault } from './valuation-fault'

const sale = { soldOn: '2015-02-10', priceUsd: 500_000, adjustedUsd: 512_000, adjustments: [{ usd: 12_000 }] }
const made = (over: object = {}, changed: object = {}) => ({
  valuedOn: '2015-03-01',
  estimateUsd: 520_000,
  grounds: { comparables: [{ ...sale, ...changed }] },
  ...over,
})

test('valuationFault returns null for a sound valuation', () => {
  expect(valuationFault(made())).toBeNull()
})

test.each<[string, ReturnType<typeof made>, RegExp]>([
  ['missing comparables', made({ grounds: {} }), /missing/],
  ['no comparable sale', made({ grounds: { comparables: [] } }), /missing/],
  ['a sale on the valuation date', made({}, { soldOn: '2015-03-01' }), /not before the valuation date/],
  ['adjustments that do not add up', made({}, { adjustedUsd: 513_000 }), /don’t add up/],
  [
    'an estimate far from its comparables',
    made({ estimateUsd: 5_200_000 }),
    /far from every comparable sale/,
  ],
])('valuationFault detects %s', (_what, broken, words) => {
  expect(valuationFault(broken)).toMatch(words)
})
