import { expect, test } from 'vitest'
import { monthPoints, monthPointsText, priceAxisUsd, priceBars, priceBarsText } from './chart-data'

test('priceBars labels each bucket with its price range', () => {
  const bars = priceBars({
    priceBuckets: [
      { fromUsd: null, toUsd: 300_000, salesCount: 2 },
      { fromUsd: 300_000, toUsd: 400_000, salesCount: 9 },
      { fromUsd: 1_000_000, toUsd: null, salesCount: 1 },
    ],
  })
  expect(bars.map(({ label }) => label)).toEqual(['under\u00a0$300K', '$300K–$400K', '$1M\u00a0or\u00a0more'])
  expect(priceBarsText(bars)).toBe('Sales by price. The largest group, 9, is $300K–$400K.')
  expect(priceBarsText([])).toBe('Sales by price')
})

test('monthPoints notes partial months and months without enough sales', () => {
  const points = monthPoints({
    months: [
      {
        month: '2015-01',
        salesCount: 12,
        medianPriceUsd: 400_000,
        adjustedMedianPriceUsd: 480_000,
        thin: false,
        partial: true,
      },
      {
        month: '2015-02',
        salesCount: 2,
        medianPriceUsd: null,
        adjustedMedianPriceUsd: null,
        thin: true,
        partial: false,
      },
      {
        month: '2015-03',
        salesCount: 20,
        medianPriceUsd: 425_000,
        adjustedMedianPriceUsd: 425_000,
        thin: false,
        partial: false,
      },
    ],
  })
  expect(points.map(({ note }) => note)).toEqual(['Partial month', 'Not enough sales for a median', null])
  expect(priceAxisUsd(points)).toEqual([300_000, 550_000])
  expect(monthPointsText(points)).toBe(
    'Sales and median price by month. The median went from $400,000 in Jan 2015 to $425,000 in Mar 2015.',
  )
})
