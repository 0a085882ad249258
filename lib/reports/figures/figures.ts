import { type Area, areaNameOf } from '@/lib/sales/area'
import { contains, daysIn, monthsIn, type Period, periodBefore } from '@/lib/sales/period'
import { pricePerSqft, type SaleRow } from '@/lib/sales/sale'
import type { CountyMonth, CountyRow } from '@/lib/sales/sales-in-area'
import type { Place } from '@/lib/sales/shared/geometry'
import type { DataLabel } from '@/lib/sales/shared/measures'
import { type Affordability, affordability } from './affordability'
import { type NotableSale, notableSales } from './notable-sales'
import { type Season, type SeasonAdjustment, seasonOf } from './season'
import {
  changePercent,
  type PriceBucket,
  priceBuckets,
  quantile,
  roundTo,
  type Spread,
  spread,
} from './statistics'
import { type Trend, trendOf } from './trend'

/** With fewer sales, a median says more about single homes than about the market. */
export const FEWEST_SALES_FOR_MEDIAN = 5
/** With fewer sales in either period, a change is noise. */
const FEWEST_SALES_FOR_CHANGE = 10

export type MonthFigures = {
  month: string
  salesCount: number
  /** Null if the month does not have enough sales. */
  medianPriceUsd: number | null
  /** Seasonally adjusted, or relative to the county: `season` says which. */
  adjustedMedianPriceUsd: number | null
  /** Not enough sales for a median. */
  thin: boolean
  /** The period covers only part of the month. */
  partial: boolean
}

type BedroomFigures = {
  /** "1" to "5", "6 or more"; "Not recorded" for 0. */
  label: string
  salesCount: number
  sharePercent: number
  medianPriceUsd: number | null
}

type Before = Period & {
  salesCount: number
  medianPriceUsd: number | null
  salesChangePercent: number | null
  medianPriceChangePercent: number | null
  medianPricePerSqftChangePercent: number | null
  /** Change of the sales volume. Missing in reports made before it was computed. */
  volumeChangePercent?: number | null
}

/** Names end in their unit, by which check-numbers.ts distinguishes dollars, percents and counts. */
type PriceQuantile = { sharePercent: number; priceUsd: number }

export type Figures = {
  /** Which records. Missing in reports made before there was a choice; they are from the bundled county. */
  data?: DataLabel
  areaName: string
  area: Area
  period: Period & { days: number }
  salesCount: number
  volumeUsd: number
  /** Null if there are not enough sales. */
  priceUsd: Spread | null
  pricePerSqftUsd: Spread | null
  /** The share of sales that closed at or below a price. */
  quantiles: PriceQuantile[]
  /** Null if the records do not cover the entire previous period. */
  before: Before | null
  county: CountyRow & {
    /** This area's share of the county's sales. */
    areaSharePercent: number
    /** How far the area's median is above the county's. Negative if below. */
    medianGapUsd: number | null
    medianGapPercent: number | null
  }
  priceBuckets: PriceBucket[]
  months: MonthFigures[]
  bedrooms: BedroomFigures[]
  notable: NotableSale[]
  /** How the months were adjusted. Missing in older reports, which are relative to the county. */
  season?: SeasonAdjustment
  /** Null if there are not enough months with a median. */
  trend: Trend | null
  /** Null if there are not enough sales. */
  affordability: Affordability | null
  /** The locations of the homes, each once, for the map. */
  places: Place[]
}

export type FiguresInput = {
  /** An agency's own data. Without it, the bundled county. */
  data?: DataLabel
  area: Area
  period: Period
  /** Sales of the area in the period and the previous one. */
  sales: readonly SaleRow[]
  county: CountyRow
  countyMonths: readonly CountyMonth[]
  /** The first and last recorded day. */
  records: Period
}

export function computeFigures(input: FiguresInput): Figures {
  const { data, area, period, sales, county, countyMonths, records } = input
  const inPeriod = sales.filter((sale) => contains(period, sale.soldOn))
  const prices = inPeriod.map(price)
  const enough = inPeriod.length >= FEWEST_SALES_FOR_MEDIAN
  const priceUsd = enough ? spread(prices) : null
  const season = seasonOf(countyMonths, records)
  const { adjust: _adjust, ...adjustment } = season
  const months = monthsIn(period).map(({ month, partial }) => monthFigures(inPeriod, season, month, partial))
  return {
    ...(data && { data }),
    areaName: areaNameOf(area),
    area,
    period: { ...period, days: daysIn(period) },
    salesCount: inPeriod.length,
    volumeUsd: volumeOf(inPeriod),
    priceUsd,
    pricePerSqftUsd: enough ? spread(inPeriod.map(pricePerSqft)) : null,
    quantiles: priceQuantiles(prices),
    before: compareBefore(period, records, sales, inPeriod),
    county: {
      ...county,
      areaSharePercent: county.salesCount > 0 ? roundTo((inPeriod.length / county.salesCount) * 100, 1) : 0,
      medianGapUsd: priceUsd ? priceUsd.median - county.medianPriceUsd : null,
      medianGapPercent: changePercent(priceUsd?.median ?? null, county.medianPriceUsd),
    },
    priceBuckets: enough ? priceBuckets(prices) : [],
    months,
    bedrooms: bedroomMix(inPeriod),
    notable: notableSales(inPeriod),
    season: adjustment,
    trend: trendOf(months),
    affordability: enough ? affordability(prices) : null,
    places: placesOf(inPeriod),
  }
}

const price = (sale: SaleRow) => sale.priceUsd
const volumeOf = (sales: readonly SaleRow[]) => sales.reduce((sum, sale) => sum + sale.priceUsd, 0)

function median(sales: readonly SaleRow[], of: (sale: SaleRow) => number): number | null {
  return sales.length < FEWEST_SALES_FOR_MEDIAN ? null : quantile(sales.map(of), 0.5)
}

function medianPrice(sales: readonly SaleRow[]): number | null {
  const exact = median(sales, price)
  return exact === null ? null : Math.round(exact)
}

/** Null rather than a comparison with part of a period. */
function compareBefore(
  period: Period,
  records: Period,
  sales: readonly SaleRow[],
  now: readonly SaleRow[],
): Before | null {
  const earlier = periodBefore(period)
  if (earlier.from < records.from) return null
  const then = sales.filter((sale) => contains(earlier, sale.soldOn))
  const comparable = Math.min(now.length, then.length) >= FEWEST_SALES_FOR_CHANGE
  const change = (of: (sale: SaleRow) => number) =>
    comparable ? changePercent(median(now, of), median(then, of)) : null
  return {
    ...earlier,
    salesCount: then.length,
    medianPriceUsd: medianPrice(then),
    salesChangePercent: comparable ? changePercent(now.length, then.length) : null,
    medianPriceChangePercent: change(price),
    medianPricePerSqftChangePercent: change(pricePerSqft),
    volumeChangePercent: comparable ? changePercent(volumeOf(now), volumeOf(then)) : null,
  }
}

function monthFigures(
  sales: readonly SaleRow[],
  season: Season,
  month: string,
  partial: boolean,
): MonthFigures {
  const own = sales.filter((sale) => sale.soldOn.startsWith(month))
  const medianPriceUsd = medianPrice(own)
  return {
    month,
    salesCount: own.length,
    medianPriceUsd,
    adjustedMedianPriceUsd: season.adjust(medianPriceUsd, month),
    thin: own.length < FEWEST_SALES_FOR_MEDIAN,
    partial,
  }
}

const QUANTILE_PERCENTS = [10, 25, 50, 75, 90]

/** The outer tenths need as many sales as a percentage change. */
function priceQuantiles(prices: readonly number[]): PriceQuantile[] {
  if (prices.length < FEWEST_SALES_FOR_CHANGE) return []
  return QUANTILE_PERCENTS.map((sharePercent) => ({
    sharePercent,
    priceUsd: Math.round(quantile(prices, sharePercent / 100) ?? 0),
  }))
}

/** More dots than this would cover each other. */
const MOST_PLACES = 1_500

function placesOf(sales: readonly SaleRow[]): Place[] {
  const once = new Map(
    sales.flatMap(({ latitude, longitude }) =>
      latitude === null || longitude === null
        ? []
        : [[`${latitude},${longitude}`, { latitude, longitude }] as const],
    ),
  )
  return [...once.values()].slice(0, MOST_PLACES)
}

const BEDROOM_LABELS = ['Not recorded', '1', '2', '3', '4', '5', '6 or more']

function bedroomMix(sales: readonly SaleRow[]): BedroomFigures[] {
  return BEDROOM_LABELS.map((label, n) => {
    const own = sales.filter((sale) => Math.min(sale.bedrooms, 6) === n)
    return {
      label,
      salesCount: own.length,
      sharePercent: sales.length > 0 ? roundTo((own.length / sales.length) * 100, 1) : 0,
      medianPriceUsd: medianPrice(own),
    }
  }).filter((row) => row.salesCount > 0)
}
