import { and, asc, count, eq, isNotNull, max, min, sum } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { ownSales } from '@/db/schema'
import type { Sale, SalesSummary } from './sale'
import { toSqft } from './shared/measures'
import type { SalesSource } from './source'

/** A data set as the valuation model sees it: in square feet, with the features that agencies do not record left neutral. */

type OwnSource = Extract<SalesSource, { kind: 'own' }>

const inSet = ({ workspaceId, setId }: OwnSource) =>
  and(eq(ownSales.workspaceId, workspaceId), eq(ownSales.setId, setId), isNotNull(ownSales.latitude))

/** A summary of the sales with a location. Null if there are none. */
export async function summarizeOwnSales(source: OwnSource): Promise<SalesSummary | null> {
  const [row] = await inWorkspace(source.workspaceId, (tx) =>
    tx
      .select({
        salesCount: count(),
        from: min(ownSales.soldOn),
        to: max(ownSales.soldOn),
        prices: sum(ownSales.price),
      })
      .from(ownSales)
      .where(inSet(source)),
  )
  if (!row?.from || !row.to) return null
  const { salesCount, from, to } = row
  return { salesCount, from, to, fingerprint: `${salesCount}:${to}:${row.prices}` }
}

/** Neutral values of what only county records have. */
const UNRECORDED = {
  basementSqft: 0,
  yearRenovated: 0,
  condition: 3,
  grade: 7,
  view: 0,
  waterfront: false,
} as const

/** All of them with a location, oldest first, in a stable order. */
export async function loadOwnSales(source: OwnSource): Promise<Sale[]> {
  const rows = await inWorkspace(source.workspaceId, (tx) =>
    tx.select().from(ownSales).where(inSet(source)).orderBy(asc(ownSales.soldOn), asc(ownSales.id)),
  )
  const usual = {
    lotArea: middle(rows.map((row) => row.lotArea)) ?? (middle(rows.map((row) => row.livingArea)) ?? 100) * 3,
    bedrooms: middle(rows.map((row) => row.bedrooms)) ?? 3,
    bathrooms: middle(rows.map((row) => row.bathrooms)) ?? 1,
    floors: middle(rows.map((row) => row.floors)) ?? 1,
    yearBuilt: middle(rows.map((row) => row.yearBuilt)) ?? 1980,
  }
  return rows.map((row) => {
    const livingSqft = toSqft(row.livingArea, source.areaUnit)
    const lotSqft = toSqft(row.lotArea ?? usual.lotArea, source.areaUnit)
    return {
      ...UNRECORDED,
      id: row.id,
      parcel: row.parcel,
      ...(row.address && { address: row.address }),
      soldOn: row.soldOn,
      priceUsd: row.price,
      zipCode: row.area,
      latitude: row.latitude ?? 0,
      longitude: row.longitude ?? 0,
      livingSqft,
      lotSqft,
      bedrooms: row.bedrooms ?? usual.bedrooms,
      bathrooms: row.bathrooms ?? usual.bathrooms,
      floors: row.floors ?? usual.floors,
      yearBuilt: row.yearBuilt ?? usual.yearBuilt,
      // Its surroundings are computed from the other sales when the model is trained.
      nearLivingSqft: livingSqft,
      nearLotSqft: lotSqft,
    }
  })
}

function middle(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b)
  return known[Math.floor(known.length / 2)] ?? null
}
