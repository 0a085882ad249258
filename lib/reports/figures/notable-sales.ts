import { pricePerSqft, type SaleRow } from '@/lib/sales/sale'
import type { Place } from '@/lib/sales/shared/geometry'

export type NotableSale = {
  why:
    | 'highest price'
    | 'second highest price'
    | 'highest price per square foot'
    | 'largest home'
    | 'lowest price'
  soldOn: string
  priceUsd: number
  pricePerSqftUsd: number
  livingSqft: number
  bedrooms: number
  bathrooms: number
  yearBuilt: number
  /** Null in reports made before places were stored. */
  place: Place | null
}

/** A sale that is notable for several reasons is listed once, with the first. */
export function notableSales(sales: readonly SaleRow[]): NotableSale[] {
  const most = (of: (sale: SaleRow) => number) => sales.toSorted((a, b) => of(b) - of(a))
  const [highest, second] = most((sale) => sale.priceUsd)
  const candidates: [NotableSale['why'], SaleRow | undefined][] = [
    ['highest price', highest],
    ['second highest price', second],
    ['highest price per square foot', most(pricePerSqft)[0]],
    ['largest home', most((sale) => sale.livingSqft)[0]],
    ['lowest price', most((sale) => -sale.priceUsd)[0]],
  ]
  const shown = new Map<SaleRow, NotableSale>()
  for (const [why, row] of candidates) if (row && !shown.has(row)) shown.set(row, notable(why, row))
  return [...shown.values()]
}

function notable(why: NotableSale['why'], row: SaleRow): NotableSale {
  const { soldOn, priceUsd, livingSqft, bedrooms, bathrooms, yearBuilt, latitude, longitude } = row
  const pricePerSqftUsd = Math.round(pricePerSqft(row))
  const place = latitude === null || longitude === null ? null : { latitude, longitude }
  return {
    why,
    soldOn,
    priceUsd,
    pricePerSqftUsd,
    livingSqft,
    bedrooms,
    bathrooms,
    yearBuilt,
    place,
  }
}
