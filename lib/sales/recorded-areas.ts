import { asc, count, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { sales } from '@/db/schema'

/** Recorded sales are the same for every workspace, so these queries need no workspace. */

/** A zip code with recorded sales, and its center. */
export type RecordedArea = { zipCode: string; salesCount: number; latitude: number; longitude: number }
/** With the first and last day of the records, as ISO days. */
export type Records = { areas: RecordedArea[]; period: { from: string; to: string } }

// Sales only change with the product's data.
const CACHE_MS = 10 * 60_000
let cached: { records: Records; until: number } | undefined

/** The areas with recorded sales, by zip code. Null: no sales were loaded. */
export async function listRecordedAreas(): Promise<Records | null> {
  if (cached && cached.until > Date.now()) return cached.records
  const middle = (of: typeof sales.latitude | typeof sales.longitude) =>
    sql<number>`percentile_cont(0.5) within group (order by ${of})`.mapWith(Number)
  const rows = await system()
    .select({
      zipCode: sales.zipCode,
      salesCount: count(),
      latitude: middle(sales.latitude),
      longitude: middle(sales.longitude),
      from: sql<string>`min(${sales.soldOn})::text`,
      to: sql<string>`max(${sales.soldOn})::text`,
    })
    .from(sales)
    .groupBy(sales.zipCode)
    .orderBy(asc(sales.zipCode))
  if (rows.length === 0) return null
  const days = rows.flatMap((row) => [row.from, row.to]).sort()
  const period = { from: days[0] ?? '', to: days.at(-1) ?? '' }
  const records = { areas: rows.map(({ from: _from, to: _to, ...area }) => area), period }
  cached = { records, until: Date.now() + CACHE_MS }
  return records
}
