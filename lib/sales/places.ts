import { and, type SQL, sql } from 'drizzle-orm'
import { inArea } from './in-area'
import type { Place } from './shared/geometry'
import { countySales, querySales, type SalesSource } from './source'

/** More dots than this would overlap. */
const MOST_PLACES = 2_500

/** Places of sales around a point, to a hundred yards, each once, as dots on the map. */
export async function listPlacesAround(
  center: Place,
  miles: number,
  source: SalesSource = countySales,
): Promise<Place[]> {
  const rounded = (column: SQL) => sql<number>`round(${column}::numeric, 3)::float8`.mapWith(Number)
  return querySales(source, (tx, columns) =>
    tx
      .selectDistinct({ latitude: rounded(columns.latitude), longitude: rounded(columns.longitude) })
      .from(columns.from)
      .where(
        and(
          columns.scope,
          columns.placed,
          inArea({ kind: 'radius', name: 'Around', center, miles }, columns),
        ),
      )
      .orderBy(sql`1`, sql`2`)
      .limit(MOST_PLACES),
  )
}

/** Places of sales in a zip code or city, each once, as dots on the map. */
export async function listPlacesInZip(zipCode: string, source: SalesSource = countySales): Promise<Place[]> {
  return querySales(source, (tx, columns) =>
    tx
      .selectDistinct({ latitude: columns.latitude, longitude: columns.longitude })
      .from(columns.from)
      .where(and(columns.scope, columns.placed, sql`${columns.area} = ${zipCode}`))
      .orderBy(sql`1`, sql`2`)
      .limit(MOST_PLACES),
  )
}
