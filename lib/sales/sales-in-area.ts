import { and, asc, between, count, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { sales } from '@/db/schema'
import type { Area } from './area'
import { inArea } from './in-area'
import type { Period } from './period'
import type { SaleRow } from './sale'

/** Recorded sales are the same for every workspace, so these queries need no workspace. */

/** The entire county in one period, aggregated by the database. */
export type CountyRow = { salesCount: number; medianPriceUsd: number; medianPricePerSqftUsd: number }

/** The entire county in one month. */
export type CountyMonth = { month: string; medianPriceUsd: number }

/** How many sales a report would be based on. */
export async function countSales(area: Area, period: Period): Promise<number> {
  const [row] = await system()
    .select({ count: count() })
    .from(sales)
    .where(and(inArea(area), between(sales.soldOn, period.from, period.to)))
  return row?.count ?? 0
}

/** The sales in an area in a period, both days included, oldest first, in a stable order. */
export async function listSalesInArea(area: Area, { from, to }: Period): Promise<SaleRow[]> {
  return system()
    .select({
      soldOn: sales.soldOn,
      priceUsd: sales.priceUsd,
      livingSqft: sales.livingSqft,
      bedrooms: sales.bedrooms,
      bathrooms: sales.bathrooms,
      yearBuilt: sales.yearBuilt,
      latitude: sales.latitude,
      longitude: sales.longitude,
    })
    .from(sales)
    .where(and(inArea(area), between(sales.soldOn, from, to)))
    .orderBy(asc(sales.soldOn), asc(sales.id))
}

/** Aggregated by the database: the county has a hundred times the rows of an area. */
export async function getCountyStats(period: Period): Promise<CountyRow> {
  const middle = (of: typeof sales.priceUsd | ReturnType<typeof sql>) =>
    sql<number>`coalesce(round(percentile_cont(0.5) within group (order by ${of})), 0)::int`
  const [row] = await system()
    .select({
      salesCount: count(),
      medianPriceUsd: middle(sales.priceUsd),
      medianPricePerSqftUsd: middle(sql`${sales.priceUsd}::float8 / ${sales.livingSqft}`),
    })
    .from(sales)
    .where(between(sales.soldOn, period.from, period.to))
  return row ?? { salesCount: 0, medianPriceUsd: 0, medianPricePerSqftUsd: 0 }
}

/** The county's median of each recorded month, for seasonal adjustment. */
export async function listCountyMonths(): Promise<CountyMonth[]> {
  const month = sql<string>`to_char(${sales.soldOn}, 'YYYY-MM')`
  return system()
    .select({
      month,
      medianPriceUsd: sql<number>`percentile_cont(0.5) within group (order by ${sales.priceUsd})`.mapWith(
        Number,
      ),
    })
    .from(sales)
    .groupBy(sql`1`)
    .orderBy(sql`1`)
}
