import { asc, count, max, min, sql, sum } from 'drizzle-orm'
import { system } from '@/db/client'
import { sales } from '@/db/schema'
import { loadOwnSales, summarizeOwnSales } from './own-homes'
import type { Sale, SalesSummary } from './sale'
import { countySales, type SalesSource } from './source'

/** A summary of the recorded sales, which shows whether a model is out of date. Null: no sales were loaded. */
export async function getSalesSummary(source: SalesSource = countySales): Promise<SalesSummary | null> {
  if (source.kind === 'own') return summarizeOwnSales(source)
  const [row] = await system()
    .select({
      salesCount: count(),
      from: min(sales.soldOn),
      to: max(sales.soldOn),
      prices: sum(sales.priceUsd),
    })
    .from(sales)
  if (!row?.from || !row.to) return null
  const { salesCount, from, to } = row
  return { salesCount, from, to, fingerprint: `${salesCount}:${to}:${row.prices}` }
}

/** All of them, oldest first. */
export async function loadSales(source: SalesSource = countySales): Promise<Sale[]> {
  if (source.kind === 'own') return loadOwnSales(source)
  const rows = await system()
    .select({
      id: sales.id,
      parcel: sales.parcel,
      soldOn: sales.soldOn,
      priceUsd: sales.priceUsd,
      zipCode: sales.zipCode,
      latitude: sales.latitude,
      longitude: sales.longitude,
      livingSqft: sales.livingSqft,
      basementSqft: sales.basementSqft,
      lotSqft: sales.lotSqft,
      bedrooms: sales.bedrooms,
      bathrooms: sales.bathrooms,
      floors: sales.floors,
      yearBuilt: sales.yearBuilt,
      yearRenovated: sales.yearRenovated,
      condition: sales.condition,
      grade: sales.grade,
      view: sales.view,
      waterfront: sql<boolean>`${sales.waterfront} > 0`,
      nearLivingSqft: sales.nearLivingSqft,
      nearLotSqft: sales.nearLotSqft,
    })
    .from(sales)
    // A stable order, so models are reproducible.
    .orderBy(asc(sales.soldOn), asc(sales.id))
  return rows
}
