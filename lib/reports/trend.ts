import { quantile, roundTo } from './statistics'

/** The whole county in one month of the records. */
export type CountyMonth = { month: string; medianPriceUsd: number }

export type Trend = {
  monthsCount: number
  /** Of the area's monthly medians, a month. */
  changePerMonthPercent: number
  /** The same after each month was set against the county's median of that month, which takes out the season. */
  adjustedChangePerMonthPercent: number
}

/** Fewer months are no trend. */
const FEWEST_MONTHS = 4

type MonthMedian = { medianPriceUsd: number | null; adjustedMedianPriceUsd: number | null; partial: boolean }

/**
 * The county's months stand for the season: with a single year on record no area's own season can be told from its
 * trend, but what moves the whole county at once can be taken out.
 */
export function adjusted(medianPriceUsd: number | null, month: string, county: readonly CountyMonth[]) {
  const own = county.find((row) => row.month === month)
  const usual = quantile(
    county.map((row) => row.medianPriceUsd),
    0.5,
  )
  if (medianPriceUsd === null || !own || !usual) return null
  return Math.round((medianPriceUsd * usual) / own.medianPriceUsd)
}

export function trendOf(months: readonly MonthMedian[]): Trend | null {
  const whole = months.filter((month) => !month.partial)
  const change = slopePercent(whole.map((month) => month.medianPriceUsd))
  const adjustedChange = slopePercent(whole.map((month) => month.adjustedMedianPriceUsd))
  if (change === null || adjustedChange === null) return null
  return {
    monthsCount: whole.filter((month) => month.medianPriceUsd !== null).length,
    changePerMonthPercent: change,
    adjustedChangePerMonthPercent: adjustedChange,
  }
}

/** The middle of the slopes between all pairs (Theil and Sen): one odd month does not turn it. */
function slopePercent(values: readonly (number | null)[]): number | null {
  const points = values.flatMap((value, i) => (value === null ? [] : [{ value, i }]))
  if (points.length < FEWEST_MONTHS) return null
  const slopes = points.flatMap((a, n) => points.slice(n + 1).map((b) => (b.value - a.value) / (b.i - a.i)))
  const middle = quantile(
    points.map(({ value }) => value),
    0.5,
  )
  const slope = quantile(slopes, 0.5)
  return middle && slope !== null ? roundTo((slope / middle) * 100, 1) : null
}
