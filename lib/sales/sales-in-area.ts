import { and, count, type SQL, sql } from 'drizzle-orm'
import type { Area } from './area'
import { inArea } from './in-area'
import type { Period } from './period'
import type { SaleRow } from './sale'
import { countySales, querySales, type SalesSource } from './source'

/** The entire county, or the entire data set, in one period, aggregated by the database. */
export type CountyRow = { salesCount: number; medianPriceUsd: number; medianPricePerSqftUsd: number }

/** The same in one month. */
export type CountyMonth = { month: string; medianPriceUsd: number }

const inPeriod = (soldOn: SQL, { from, to }: Period) => sql`${soldOn} between ${from}::date and ${to}::date`

/** How many sales a report would be based on. */
export async function countSales(
  area: Area,
  period: Period,
  source: SalesSource = countySales,
): Promise<number> {
  const [row] = await querySales(source, (tx, columns) =>
    tx
      .select({ count: count() })
      .from(columns.from)
      .where(and(columns.scope, inArea(area, columns), inPeriod(columns.soldOn, period))),
  )
  return row?.count ?? 0
}

/** The sales in an area in a period, both days included, oldest first, in a stable order. */
export async function listSalesInArea(
  area: Area,
  period: Period,
  source: SalesSource = countySales,
): Promise<SaleRow[]> {
  return querySales(source, (tx, columns) =>
    tx
      .select({
        soldOn: sql<string>`${columns.soldOn}::text`,
        priceUsd: columns.price,
        livingSqft: columns.livingArea,
        bedrooms: columns.bedrooms,
        bathrooms: columns.bathrooms,
        yearBuilt: columns.yearBuilt,
        latitude: columns.latitude,
        longitude: columns.longitude,
      })
      .from(columns.from)
      .where(and(columns.scope, inArea(area, columns), inPeriod(columns.soldOn, period)))
      .orderBy(columns.soldOn, columns.id),
  )
}

/** Aggregated by the database: the county has a hundred times the rows of an area. */
export async function getCountyStats(period: Period, source: SalesSource = countySales): Promise<CountyRow> {
  const middle = (of: SQL) =>
    sql<number>`coalesce(round(percentile_cont(0.5) within group (order by ${of})), 0)::int`
  const [row] = await querySales(source, (tx, columns) =>
    tx
      .select({
        salesCount: count(),
        medianPriceUsd: middle(columns.price),
        medianPricePerSqftUsd: middle(sql`${columns.price}::float8 / ${columns.livingArea}`),
      })
      .from(columns.from)
      .where(and(columns.scope, inPeriod(columns.soldOn, period))),
  )
  return row ?? { salesCount: 0, medianPriceUsd: 0, medianPricePerSqftUsd: 0 }
}

/** The median of each recorded month, for seasonal adjustment. */
export async function listCountyMonths(source: SalesSource = countySales): Promise<CountyMonth[]> {
  return querySales(source, (tx, columns) =>
    tx
      .select({
        month: sql<string>`to_char(${columns.soldOn}, 'YYYY-MM')`,
        medianPriceUsd: sql<number>`percentile_cont(0.5) within group (order by ${columns.price})`.mapWith(
          Number,
        ),
      })
      .from(columns.from)
      .where(columns.scope)
      .groupBy(sql`1`)
      .orderBy(sql`1`),
  )
}
