import { expect, test } from 'vitest'
import type { CountyMonth } from '@/lib/sales/sales-in-area'
import { seasonalFactors, seasonOf } from './season'

const SEASON = [0.9, 0.92, 0.97, 1.02, 1.06, 1.08, 1.07, 1.05, 1.02, 1, 0.97, 0.94]
const monthName = (i: number) => `${2013 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`

/** A trend of half a percent a month, with a seasonal pattern. */
const years = (months: number): CountyMonth[] =>
  Array.from({ length: months }, (_, i) => ({
    month: monthName(i),
    medianPriceUsd: 400_000 * 1.005 ** i * (SEASON[i % 12] as number),
  }))

test('seasonalFactors separates season and trend with two years of data', () => {
  const factors = seasonalFactors(years(24))
  for (const [i, factor] of SEASON.entries())
    expect(factors?.get(String(i + 1).padStart(2, '0'))).toBeCloseTo(factor, 2)
  expect([...(factors?.values() ?? [])].reduce((sum, factor) => sum + factor, 0)).toBeCloseTo(12, 9)
})

test('seasonOf removes the season and keeps the trend', () => {
  const season = seasonOf(years(36), { from: '2013-01-01', to: '2015-12-31' })
  expect(season).toMatchObject({ takenOut: 'season', monthsCount: 36, neededMonthsCount: 24 })
  const [january, july] = [12, 18].map((i) => season.adjust(years(36)[i]?.medianPriceUsd ?? 0, monthName(i)))
  expect(((july ?? 0) / (january ?? 1)) ** (1 / 6)).toBeCloseTo(1.005, 3)
  expect(season.adjust(null, '2015-03')).toBeNull()
})

test('seasonOf adjusts relative to the county if the data is too short or has a gap', () => {
  expect(seasonalFactors(years(23))).toBeNull()
  expect(seasonalFactors(years(25).filter((_, i) => i !== 9))).toBeNull()
  // The 24th month is incomplete.
  const short = seasonOf(years(24), { from: '2013-01-01', to: '2014-12-30' })
  expect(short).toMatchObject({ takenOut: 'county', monthsCount: 23 })
  const county = [300_000, 400_000, 500_000].map((medianPriceUsd, i) => ({
    month: monthName(i),
    medianPriceUsd,
  }))
  const against = seasonOf(county, { from: '2013-01-01', to: '2013-03-31' })
  expect(against.adjust(600_000, '2013-01')).toBe(800_000)
  expect(against.adjust(600_000, '2013-09')).toBeNull()
})
