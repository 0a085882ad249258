import type { Home } from '@/lib/sales/sale'
import { type Evidence, type Nearby, unusualOn } from './evidence.ts'
import { differences, type Hedonic, type HedonicGroup, hedonicGroups, levelOn } from './hedonic.ts'

/** What a sale is adjusted for: the market change since, and differences from the home. */
export type Adjustment = { what: 'market' | HedonicGroup; usd: number }

export type Comparable = {
  saleId: number
  /** Missing where the data has none. */
  address?: string
  soldOn: string
  priceUsd: number
  /** What it would sell for on the valuation date if it matched the home: the price plus all adjustments. */
  adjustedUsd: number
  adjustments: Adjustment[]
  /** Its weight among the comparable sales. */
  weightPercent: number
  km: number
  latitude: number
  longitude: number
  livingSqft: number
  lotSqft: number
  bedrooms: number
  bathrooms: number
  yearBuilt: number
  grade: number
  /** Why it counts less. Missing in older valuations. */
  unusual?: 'distressed' | 'flip' | null
}

const MOST_SHOWN = 8

/** The most relevant sales, by weight. */
export function comparablesOf(hedonic: Hedonic, home: Home, day: number, { nearby }: Evidence): Comparable[] {
  return nearby
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_SHOWN)
    .map((one) => comparable(hedonic, home, day, one))
}

function comparable(hedonic: Hedonic, home: Home, day: number, { sale, km, weight }: Nearby): Comparable {
  const logs = {
    market: levelOn(hedonic, day) - levelOn(hedonic, sale.day),
    ...differences(hedonic, sale, home),
  }
  const adjustments = inUsd(sale.priceUsd, logs)
  return {
    saleId: sale.id,
    ...(sale.address && { address: sale.address }),
    soldOn: sale.soldOn,
    priceUsd: sale.priceUsd,
    adjustedUsd: adjustments.reduce((sum, { usd }) => sum + usd, sale.priceUsd),
    adjustments,
    weightPercent: Math.round(weight * 100),
    km,
    latitude: sale.latitude,
    longitude: sale.longitude,
    livingSqft: sale.livingSqft,
    lotSqft: sale.lotSqft,
    bedrooms: sale.bedrooms,
    bathrooms: sale.bathrooms,
    yearBuilt: sale.yearBuilt,
    grade: sale.grade,
    unusual: unusualOn(sale, day),
  }
}

/** Converts factors of a product to dollar amounts. With the logarithmic mean of both prices they add up in any order. */
function inUsd(priceUsd: number, logs: Record<Adjustment['what'], number>): Adjustment[] {
  const names: Adjustment['what'][] = ['market', ...hedonicGroups]
  const total = names.reduce((sum, what) => sum + logs[what], 0)
  const mean = Math.abs(total) < 1e-9 ? priceUsd : (priceUsd * Math.expm1(total)) / total
  return names.map((what) => ({ what, usd: Math.round(mean * logs[what]) })).filter(({ usd }) => usd !== 0)
}
