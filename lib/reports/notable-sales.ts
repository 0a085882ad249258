import { pricePerSqft, type SaleRow } from './sale'

export type NotableSale = {
  why: 'highest price' | 'highest price per square foot' | 'largest home' | 'lowest price'
  soldOn: string
  priceUsd: number
  pricePerSqftUsd: number
  livingSqft: number
  bedrooms: number
  bathrooms: number
  yearBuilt: number
}

/** A sale that is notable twice is told once, for its first reason. */
export function notableSales(sales: readonly SaleRow[]): NotableSale[] {
  const byPrice = [...sales].sort((a, b) => b.priceUsd - a.priceUsd)
  const first = <T>(list: readonly T[], n: number) => list.slice(0, n)
  const candidates: [NotableSale['why'], SaleRow[]][] = [
    ['highest price', first(byPrice, 2)],
    [
      'highest price per square foot',
      first(
        [...sales].sort((a, b) => pricePerSqft(b) - pricePerSqft(a)),
        1,
      ),
    ],
    [
      'largest home',
      first(
        [...sales].sort((a, b) => b.livingSqft - a.livingSqft),
        1,
      ),
    ],
    ['lowest price', first(byPrice.toReversed(), 1)],
  ]
  const told = new Map<SaleRow, NotableSale>()
  for (const [why, rows] of candidates) {
    for (const row of rows) if (!told.has(row)) told.set(row, notable(why, row))
  }
  return [...told.values()]
}

function notable(why: NotableSale['why'], row: SaleRow): NotableSale {
  const { soldOn, priceUsd, livingSqft, bedrooms, bathrooms, yearBuilt } = row
  const pricePerSqftUsd = Math.round(pricePerSqft(row))
  return { why, soldOn, priceUsd, pricePerSqftUsd, livingSqft, bedrooms, bathrooms, yearBuilt }
}
