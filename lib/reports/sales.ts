import { and, asc, between, count, eq, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { sales } from '@/db/schema'
import { type CountyRow, computeFigures, type Figures } from './figures'
import { type Period, periodBefore } from './period'

/** Recorded sales are the same for every workspace, so these queries need none. */

export type AreaOption = { zipCode: string; salesCount: number }
export type Records = { areas: AreaOption[]; period: Period }

// Sales change only when the product's data does.
const KEEP_MS = 10 * 60_000
let kept: { records: Records; until: number } | undefined

/** The areas with recorded sales, and the first and last day of the records. Null: no sales were loaded. */
export async function recordedAreas(): Promise<Records | null> {
  if (kept && kept.until > Date.now()) return kept.records
  const rows = await system()
    .select({
      zipCode: sales.zipCode,
      salesCount: count(),
      from: sql<string>`min(${sales.soldOn})::text`,
      to: sql<string>`max(${sales.soldOn})::text`,
    })
    .from(sales)
    .groupBy(sales.zipCode)
    .orderBy(asc(sales.zipCode))
  if (rows.length === 0) return null
  const days = rows.flatMap((row) => [row.from, row.to]).sort()
  const period = { from: days[0] ?? '', to: days.at(-1) ?? '' }
  const records = { areas: rows.map(({ zipCode, salesCount }) => ({ zipCode, salesCount })), period }
  kept = { records, until: Date.now() + KEEP_MS }
  return records
}

/** How many sales a report would rest on. */
export async function countSales(zipCode: string, period: Period): Promise<number> {
  const [row] = await system()
    .select({ count: count() })
    .from(sales)
    .where(and(eq(sales.zipCode, zipCode), between(sales.soldOn, period.from, period.to)))
  return row?.count ?? 0
}

export async function loadFigures(zipCode: string, period: Period, records: Period): Promise<Figures> {
  const { from } = periodBefore(period)
  const [rows, county] = await Promise.all([
    system()
      .select({
        soldOn: sales.soldOn,
        priceUsd: sales.priceUsd,
        livingSqft: sales.livingSqft,
        bedrooms: sales.bedrooms,
        bathrooms: sales.bathrooms,
        yearBuilt: sales.yearBuilt,
      })
      .from(sales)
      .where(and(eq(sales.zipCode, zipCode), between(sales.soldOn, from, period.to)))
      // The same figures every time, also where two sales tie.
      .orderBy(asc(sales.soldOn), asc(sales.id)),
    countyIn(system(), period),
  ])
  return computeFigures({ zipCode, period, sales: rows, county, records })
}

/** Reduced by the database: the county has a hundred times the rows of an area. */
async function countyIn(db: Queryable, period: Period): Promise<CountyRow> {
  const middle = (of: typeof sales.priceUsd | ReturnType<typeof sql>) =>
    sql<number>`coalesce(round(percentile_cont(0.5) within group (order by ${of})), 0)::int`
  const [row] = await db
    .select({
      salesCount: count(),
      medianPriceUsd: middle(sales.priceUsd),
      medianPricePerSqftUsd: middle(sql`${sales.priceUsd}::float8 / ${sales.livingSqft}`),
    })
    .from(sales)
    .where(between(sales.soldOn, period.from, period.to))
  return row ?? { salesCount: 0, medianPriceUsd: 0, medianPricePerSqftUsd: 0 }
}
