import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numbersIn, unknownNumbers } from './check-numbers'

const known = numbersIn({
  zipCode: '98103',
  period: { from: '2015-03-01', to: '2015-03-31' },
  salesCount: 42,
  volumeUsd: 23_456_789,
  priceUsd: { median: 614_500, lowest: 1_187_500 },
  changePercent: -13.8,
  label: '6 or more',
  bedrooms: 3,
  bathrooms: 2.25,
})
const unknown = (text: string) => unknownNumbers(text, known)

describe('unknownNumbers accepts numbers in the facts', () => {
  test.each([
    'In 98103, 42 homes sold between 1 March 2015 and 31 March 2015.',
    'The median was $614,500, or about $615k; one went for $1.2 million and $1.19M.',
    'Sales worth $23,456,789, that is $23.5 million (23,456,789 dollars).',
    'It fell by 13.8%, some 14 percent (-13.8%, −14%).',
    'Three-bedroom homes with 2.25 bathrooms; 6 or more bedrooms.',
    'Nothing to count here, one might say.',
  ])('%s', (text) => expect(unknown(text)).toEqual([]))
})

describe('unknownNumbers reports other numbers', () => {
  test.each([
    ['The median was $614,501.', ['$614,501']],
    ['It rose by 13.8 points and 15%.', ['13.8', '15%']],
    // The right digits, but the wrong kind.
    ['Prices went up 42%, to $42.', ['42%', '$42']],
    ['$1 million', ['$1 million']],
    ['$600,000', ['$600,000']],
    ['(-42 homes)', ['-42']],
    ['In 1998, seven of them; dozens more.', ['1998', 'seven', 'dozens']],
  ])('%s', (text, expected) => expect(unknown(text)).toEqual(expected))
})

test('unknownNumbers accepts a number only if a fact of its kind rounds to it', () => {
  const usd = fc.integer({ min: 1_000, max: 9_000_000 })
  fc.assert(
    fc.property(usd, usd, (fact, written) => {
      const facts = numbersIn({ medianPriceUsd: fact })
      expect(unknownNumbers(`$${written.toLocaleString('en-US')}`, facts)).toHaveLength(
        written === fact ? 0 : 1,
      )
      expect(unknownNumbers(`$${fact.toLocaleString('en-US')}`, facts)).toEqual([])
      expect(unknownNumbers(`${fact} sales`, facts)).toHaveLength(1)
    }),
  )
})
