import { asc, count, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { sales } from '@/db/schema'

export type RecordedArea = { zipCode: string; salesCount: number; latitude: number; longitude: number }
export type Place = { latitude: number; longitude: number }

// Sales change only when the product's data does.
const KEEP_MS = 10 * 60_000
let kept: { areas: RecordedArea[]; until: number } | undefined

/** The zip codes with recorded sales, each with its middle. */
export async function recordedAreas(): Promise<RecordedArea[]> {
  if (kept && kept.until > Date.now()) return kept.areas
  const middle = (of: typeof sales.latitude | typeof sales.longitude) =>
    sql<number>`percentile_cont(0.5) within group (order by ${of})`.mapWith(Number)
  const areas = await system()
    .select({
      zipCode: sales.zipCode,
      salesCount: count(),
      latitude: middle(sales.latitude),
      longitude: middle(sales.longitude),
    })
    .from(sales)
    .groupBy(sales.zipCode)
    .orderBy(asc(sales.zipCode))
  if (areas.length > 0) kept = { areas, until: Date.now() + KEEP_MS }
  return areas
}

/** Where homes were sold in a zip code, each place once: the dots that a person finds their way by. */
export async function placesIn(zipCode: string): Promise<Place[]> {
  return system()
    .selectDistinct({ latitude: sales.latitude, longitude: sales.longitude })
    .from(sales)
    .where(eq(sales.zipCode, zipCode))
    .orderBy(asc(sales.latitude), asc(sales.longitude))
}
