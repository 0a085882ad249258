import { monthsIn, type Period } from '@/lib/sales/period'
import type { CountyMonth } from '@/lib/sales/sales-in-area'
import { quantile } from './statistics'

/** How an area's monthly medians were adjusted, as stored with the report. */
export type SeasonAdjustment = {
  /** `season`: the usual effect of the time of year. `county`: everything that moved the county in that month. */
  takenOut: 'season' | 'county'
  /** Full months of sales data. */
  monthsCount: number
  neededMonthsCount: number
}
export type Season = SeasonAdjustment & {
  /** The median as it would be in an average month. Null if the county has no figure for the month. */
  adjust: (medianPriceUsd: number | null, month: string) => number | null
}

/** A seasonal pattern shows only when each month of the year occurs twice. */
const FEWEST_MONTHS_FOR_SEASON = 24
const YEAR_MONTHS = 12

/**
 * With two full years of data, the county's seasonal factors. With less, season and trend cannot be separated, so each
 * month is compared with the same month of the county: docs/decisions/0020.
 */
export function seasonOf(county: readonly CountyMonth[], records: Period): Season {
  const months = wholeMonths(county, records)
  const factors = seasonalFactors(months)
  const usual = quantile(
    county.map((row) => row.medianPriceUsd),
    0.5,
  )
  const factorOf = (month: string): number | undefined => {
    if (factors) return factors.get(month.slice(5))
    const own = county.find((row) => row.month === month)
    return own && usual ? own.medianPriceUsd / usual : undefined
  }
  return {
    takenOut: factors ? 'season' : 'county',
    monthsCount: months.length,
    neededMonthsCount: FEWEST_MONTHS_FOR_SEASON,
    adjust: (medianPriceUsd, month) => {
      const factor = factorOf(month)
      return medianPriceUsd === null || !factor ? null : Math.round(medianPriceUsd / factor)
    },
  }
}

function wholeMonths(county: readonly CountyMonth[], records: Period): CountyMonth[] {
  const whole = new Set(monthsIn(records).flatMap(({ month, partial }) => (partial ? [] : month)))
  return county.filter(({ month }) => whole.has(month)).toSorted((a, b) => (a.month < b.month ? -1 : 1))
}

/**
 * Classical multiplicative decomposition (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed.,
 * section 3.4): each month over the centered moving average of the year around it, averaged by month of the year and
 * scaled so that the twelve factors average one. Null if the data is too short or has a gap.
 */
export function seasonalFactors(months: readonly CountyMonth[]): Map<string, number> | null {
  if (months.length < FEWEST_MONTHS_FOR_SEASON || hasGap(months)) return null
  const ratios = new Map<string, number[]>()
  for (let i = YEAR_MONTHS / 2; i < months.length - YEAR_MONTHS / 2; i += 1) {
    const { month, medianPriceUsd } = months[i] as CountyMonth
    const of = month.slice(5)
    ratios.set(of, [...(ratios.get(of) ?? []), medianPriceUsd / yearAround(months, i)])
  }
  const raw = [...ratios].map(([of, values]) => [of, average(values)] as const)
  const scale = average(raw.map(([, factor]) => factor))
  return new Map(raw.map(([of, factor]) => [of, factor / scale]))
}

/** The average of thirteen months, with half weight at both ends, so that every month of the year counts the same. */
function yearAround(months: readonly CountyMonth[], middle: number): number {
  const half = YEAR_MONTHS / 2
  const around = months.slice(middle - half, middle + half + 1).map((row) => row.medianPriceUsd)
  const ends = ((around[0] ?? 0) + (around.at(-1) ?? 0)) / 2
  return (ends + around.slice(1, -1).reduce((sum, price) => sum + price, 0)) / YEAR_MONTHS
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function hasGap(months: readonly CountyMonth[]): boolean {
  const number = ({ month }: CountyMonth) => Number(month.slice(0, 4)) * YEAR_MONTHS + Number(month.slice(5))
  return months.some((row, i) => i > 0 && number(row) !== number(months[i - 1] as CountyMonth) + 1)
}
