import { asc, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { sales } from '@/db/schema'
import type { Place } from '../shared/geometry'
import { inArea } from './in-area'

/** More dots than this cover each other. */
const MOST_PLACES = 2_500

/** Where homes were sold around a place, to a hundred yards, each once: the dots that a person finds their way by. */
export async function placesAround(center: Place, miles: number): Promise<Place[]> {
  const rounded = (column: typeof sales.latitude | typeof sales.longitude) =>
    sql<number>`round(${column}::numeric, 3)::float8`.mapWith(Number)
  return system()
    .selectDistinct({ latitude: rounded(sales.latitude), longitude: rounded(sales.longitude) })
    .from(sales)
    .where(inArea({ kind: 'radius', name: 'Around', center, miles }))
    .orderBy(asc(sql`1`), asc(sql`2`))
    .limit(MOST_PLACES)
}
