import { and, asc, between, count, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { sales } from '@/db/schema'
import type { Area } from '../area/area'
import { inArea } from '../area/in-area'
import { type CountyRow, computeFigures, type Figures } from '../figures/figures'
import type { CountyMonth } from '../figures/season'
import { type Period, periodBefore } from './period'

/** Recorded sales are the same for every workspace, so these queries need none. */

/** How many sales a report would rest on. */
export async function countSales(area: Area, period: Period): Promise<number> {
  const [row] = await system()
    .select({ count: count() })
    .from(sales)
    .where(and(inArea(area), between(sales.soldOn, period.from, period.to)))
  return row?.count ?? 0
}

export async function loadFigures(area: Area, period: Period, records: Period): Promise<Figures> {
  const { from } = periodBefore(period)
  const [rows, county, countyMonths] = await Promise.all([
    system()
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
      .where(and(inArea(area), between(sales.soldOn, from, period.to)))
      // The same figures every time, also where two sales tie.
      .orderBy(asc(sales.soldOn), asc(sales.id)),
    countyIn(system(), period),
    countyMonthsIn(system()),
  ])
  return computeFigures({ area, period, sales: rows, county, countyMonths, records })
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

/** The county's median of each month on record: what the season is told by. */
async function countyMonthsIn(db: Queryable): Promise<CountyMonth[]> {
  const month = sql<string>`to_char(${sales.soldOn}, 'YYYY-MM')`
  return db
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
