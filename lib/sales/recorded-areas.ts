import { count, type SQL, sql } from 'drizzle-orm'
import { countySales, querySales, type SalesSource } from './source'

/** A zip code, or a city of an agency's own data, with recorded sales, and its center. */
export type RecordedArea = {
  zipCode: string
  salesCount: number
  /** 0, 0 if none of its sales has a location. */
  latitude: number
  longitude: number
}
/** With the first and last day of the records, as ISO days. */
export type Records = { areas: RecordedArea[]; period: { from: string; to: string } }

// The county's sales only change with the product's data.
const CACHE_MS = 10 * 60_000
let cached: { records: Records; until: number } | undefined

/** More areas than this are not a list to choose from. */
const MOST_AREAS = 2_000

/** The areas with recorded sales, by zip code. Null: no sales were loaded. */
export async function listRecordedAreas(source: SalesSource = countySales): Promise<Records | null> {
  if (source.kind === 'own') return loadRecords(source)
  if (cached && cached.until > Date.now()) return cached.records
  const records = await loadRecords(source)
  if (records) cached = { records, until: Date.now() + CACHE_MS }
  return records
}

async function loadRecords(source: SalesSource): Promise<Records | null> {
  const middle = (of: SQL) =>
    sql<number>`coalesce(percentile_cont(0.5) within group (order by ${of}), 0)`.mapWith(Number)
  const rows = await querySales(source, (tx, columns) =>
    tx
      .select({
        zipCode: columns.area,
        salesCount: count(),
        latitude: middle(columns.latitude),
        longitude: middle(columns.longitude),
        from: sql<string>`min(${columns.soldOn})::text`,
        to: sql<string>`max(${columns.soldOn})::text`,
      })
      .from(columns.from)
      .where(columns.scope)
      .groupBy(columns.area)
      .orderBy(columns.area)
      .limit(MOST_AREAS),
  )
  if (rows.length === 0) return null
  const days = rows.flatMap((row) => [row.from, row.to]).sort()
  const period = { from: days[0] ?? '', to: days.at(-1) ?? '' }
  return { areas: rows.map(({ from: _from, to: _to, ...area }) => area), period }
}
