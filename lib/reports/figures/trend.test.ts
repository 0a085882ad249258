import { expect, test } from 'vitest'
import { affordability } from './affordability'
import { seasonOf } from './season'
import { trendOf } from './trend'

const county = [400_000, 440_000, 480_000, 520_000].map((medianPriceUsd, i) => ({
  month: `2015-0${i + 1}`,
  medianPriceUsd,
}))

test('trendOf gives an area that moves with the county a trend, but none relative to the county', () => {
  const season = seasonOf(county, { from: '2015-01-01', to: '2015-04-30' })
  const months = county.map(({ month, medianPriceUsd }) => ({
    medianPriceUsd,
    adjustedMedianPriceUsd: season.adjust(medianPriceUsd, month),
    partial: false,
  }))
  expect(trendOf(months)).toEqual({
    monthsCount: 4,
    changePerMonthPercent: 8.7,
    adjustedChangePerMonthPercent: 0,
  })
  expect(trendOf(months.slice(1))).toBeNull()
  expect(trendOf(months.map((month, i) => ({ ...month, partial: i === 0 })))).toBeNull()
})

test('affordability: $100,000 a year pays $2,333 a month, which supports a loan of $488,744 at 4% over 30 years', () => {
  const { bands, incomeForMedianUsd } = affordability([300_000, 500_000, 610_000, 611_000])
  expect(bands.find(({ incomeUsd }) => incomeUsd === 100_000)).toEqual({
    incomeUsd: 100_000,
    priceLimitUsd: 610_000,
    withinReachPercent: 75,
  })
  expect(incomeForMedianUsd).toBe(91_000)
})
