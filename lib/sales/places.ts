import { asc, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { sales } from '@/db/schema'
import { inArea } from './in-area'
import type { Place } from './shared/geometry'

/** More dots than this would overlap. */
const MOST_PLACES = 2_500

/** Places of sales around a point, to a hundred yards, each once, as dots on the map. */
export async function listPlacesAround(center: Place, miles: number): Promise<Place[]> {
  const rounded = (column: typeof sales.latitude | typeof sales.longitude) =>
    sql<number>`round(${column}::numeric, 3)::float8`.mapWith(Number)
  return system()
    .selectDistinct({ latitude: rounded(sales.latitude), longitude: rounded(sales.longitude) })
    .from(sales)
    .where(inArea({ kind: 'radius', name: 'Around', center, miles }))
    .orderBy(asc(sql`1`), asc(sql`2`))
    .limit(MOST_PLACES)
}

/** Places of sales in a zip code, each once, as dots on the map. */
export async function listPlacesInZip(zipCode: string): Promise<Place[]> {
  return system()
    .selectDistinct({ latitude: sales.latitude, longitude: sales.longitude })
    .from(sales)
    .where(eq(sales.zipCode, zipCode))
    .orderBy(asc(sales.latitude), asc(sales.longitude))
}
