import { expect, test } from 'vitest'
import { formatPrice, shortPrice } from '@/lib/sales/shared/measures'
import { monthLabel, periodLabel, signedPercent } from './report-labels'

test('periodLabel and monthLabel', () => {
  expect(periodLabel('2015-01-01', '2015-03-31')).toBe('Jan 1 – Mar 31, 2015')
  expect(periodLabel('2014-10-01', '2015-03-31')).toBe('Oct 1, 2014 – Mar 31, 2015')
  expect(monthLabel('2015-03')).toBe('Mar 2015')
})

test('prices in dollars, and signedPercent', () => {
  expect(formatPrice(614_500)).toBe('$614,500')
  expect([950, 455_400, 1_250_000, 2_000_000].map((price) => shortPrice(price))).toEqual([
    '$950',
    '$455K',
    '$1.25M',
    '$2M',
  ])
  expect([4.2, -4.2, 0].map(signedPercent)).toEqual(['+4.2%', '−4.2%', '0%'])
})
