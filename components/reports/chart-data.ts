import type { Figures } from '@/lib/reports/figures'
import { monthWords, shortUsd, usd } from './report-words'

/** Decides what the charts show; report-charts.tsx only draws it. */

export type PriceBar = { label: string; salesCount: number }
export type MonthPoint = {
  label: string
  salesCount: number
  medianPriceUsd: number | null
  /** What the reader should know of this month. */
  note: string | null
}

export function priceBars({ priceBuckets }: Pick<Figures, 'priceBuckets'>): PriceBar[] {
  return priceBuckets.map(({ fromUsd, toUsd, salesCount }) => ({
    label: bucketWords(fromUsd, toUsd),
    salesCount,
  }))
}

function bucketWords(fromUsd: number | null, toUsd: number | null): string {
  if (fromUsd === null) return `under ${shortUsd(toUsd ?? 0)}`
  return toUsd === null ? `${shortUsd(fromUsd)} or more` : `${shortUsd(fromUsd)} – ${shortUsd(toUsd)}`
}

/** The chart in one sentence, for those who do not see it. */
export function priceBarsWords(bars: PriceBar[]): string {
  const tallest = bars.reduce<PriceBar | null>(
    (best, bar) => (best && best.salesCount >= bar.salesCount ? best : bar),
    null,
  )
  if (!tallest) return 'Sales by price'
  return `Sales by price. Most, ${tallest.salesCount}, were at ${tallest.label}.`
}

export function monthPoints({ months }: Pick<Figures, 'months'>): MonthPoint[] {
  return months.map(({ month, salesCount, medianPriceUsd, thin, partial }) => {
    const notes = [partial && 'part of the month', thin && 'too few sales for a median'].filter(Boolean)
    return {
      label: monthWords(month),
      salesCount,
      medianPriceUsd,
      note: notes.length > 0 ? notes.join(', ') : null,
    }
  })
}

export function monthPointsWords(points: MonthPoint[]): string {
  const first = points.find((point) => point.medianPriceUsd !== null)
  const last = points.findLast((point) => point.medianPriceUsd !== null)
  if (!first || !last || first === last) return 'Sales and median price by month'
  return `Sales and median price by month. The median went from ${usd(first.medianPriceUsd ?? 0)} in ${first.label} to ${usd(last.medianPriceUsd ?? 0)} in ${last.label}.`
}
