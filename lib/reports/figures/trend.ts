import { quantile, roundTo } from './statistics'

export type Trend = {
  monthsCount: number
  /** Change of the area's monthly medians, per month. */
  changePerMonthPercent: number
  /** The same, seasonally adjusted or relative to the county: season.ts says which. */
  adjustedChangePerMonthPercent: number
}

/** Fewer months do not make a trend. */
const FEWEST_MONTHS = 4

type MonthMedian = { medianPriceUsd: number | null; adjustedMedianPriceUsd: number | null; partial: boolean }

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

/** The median of the slopes between all pairs (Theil-Sen), which is robust against single outliers. */
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
