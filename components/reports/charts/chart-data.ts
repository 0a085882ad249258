import type { Figures } from '@/lib/reports/figures/figures'
import { priceRangeLabel } from '@/lib/reports/shared/labels'
import { COUNTY, formatPrice, type Measures } from '@/lib/sales/shared/measures'
import { dataOf, monthLabel } from '../report-labels'

/** What the charts show; report-charts.tsx only draws it. */

export type PriceBar = { label: string; salesCount: number }
export type MonthPoint = {
  label: string
  salesCount: number
  medianPriceUsd: number | null
  adjustedMedianPriceUsd: number | null
  /** What the reader should know about this month. */
  note: string | null
}

export function priceBars({ priceBuckets, data }: Pick<Figures, 'priceBuckets' | 'data'>): PriceBar[] {
  return priceBuckets.map(({ fromUsd, toUsd, salesCount }) => ({
    label: priceRangeLabel(fromUsd, toUsd, dataOf({ ...(data && { data }) })),
    salesCount,
  }))
}

/** A text alternative for the chart. */
export function priceBarsText(bars: PriceBar[]): string {
  const tallest = bars.reduce<PriceBar | null>(
    (best, bar) => (best && best.salesCount >= bar.salesCount ? best : bar),
    null,
  )
  if (!tallest) return 'Sales by price'
  return `Sales by price. The largest group, ${tallest.salesCount}, is ${tallest.label}.`
}

export function monthPoints({ months }: { months: Figures['months'] }): MonthPoint[] {
  return months.map(({ month, salesCount, medianPriceUsd, adjustedMedianPriceUsd, thin, partial }) => {
    const notes = [partial && 'Partial month', thin && 'Not enough sales for a median'].filter(Boolean)
    return {
      label: monthLabel(month),
      salesCount,
      medianPriceUsd,
      adjustedMedianPriceUsd,
      note: notes.length > 0 ? notes.join('. ') : null,
    }
  })
}

/**
 * The ends of the price axis. It leaves space above and below the line, because an axis cut close to the data makes a
 * small change look like a crash.
 */
export function priceAxisUsd(points: MonthPoint[]): [low: number, high: number] {
  const medians = points.flatMap(({ medianPriceUsd, adjustedMedianPriceUsd }) =>
    [medianPriceUsd, adjustedMedianPriceUsd].filter((price) => price !== null),
  )
  if (medians.length === 0) return [0, AXIS_STEP_USD]
  // A step that suits the amounts: rents and yen are in the same chart as dollars.
  const step =
    Math.max(...medians) < 100_000 ? 10 ** Math.floor(Math.log10(Math.max(...medians))) / 2 : AXIS_STEP_USD
  const low = Math.floor((Math.min(...medians) * 0.75) / step) * step
  const high = Math.ceil((Math.max(...medians) * 1.1) / step) * step
  return [low, high]
}

const AXIS_STEP_USD = 50_000

export function monthPointsText(points: MonthPoint[], measures: Measures = COUNTY): string {
  const price = (amount: number | null) => formatPrice(amount ?? 0, measures)
  const first = points.find((point) => point.medianPriceUsd !== null)
  const last = points.findLast((point) => point.medianPriceUsd !== null)
  if (!first || !last || first === last) return 'Sales and median price by month'
  return `Sales and median price by month. The median went from ${price(first.medianPriceUsd)} in ${first.label} to ${price(last.medianPriceUsd)} in ${last.label}.`
}
