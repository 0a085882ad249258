import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { inWorkspace, type Queryable, system } from '@/db/client'
import { ownSales, saleSets, sales } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { COUNTY, type DataLabel } from './shared/measures'

/**
 * Where sales are from: the bundled county, the same for every workspace, or a data set of one workspace. Queries take a
 * source and see the same columns either way. Own data is only read inside its workspace (row-level security, R35).
 */
export type SalesSource = DataLabel &
  ({ kind: 'county' } | { kind: 'own'; workspaceId: number; setId: string; revision: number })

export const countySales: SalesSource = { kind: 'county', ...COUNTY }

/** The columns that both kinds have. Own sizes are in the unit of the data set, prices in its currency. */
type SalesColumns = {
  from: PgTable
  scope: SQL | undefined
  /** Only sales with a location. */
  placed: SQL | undefined
  id: SQL<number>
  soldOn: SQL<string>
  price: SQL<number>
  livingArea: SQL<number>
  bedrooms: SQL<number>
  bathrooms: SQL<number>
  yearBuilt: SQL<number>
  area: SQL<string>
  latitude: SQL<number>
  longitude: SQL<number>
}

const county: SalesColumns = {
  from: sales,
  scope: undefined,
  placed: undefined,
  id: sql<number>`${sales.id}`,
  soldOn: sql<string>`${sales.soldOn}`,
  price: sql<number>`${sales.priceUsd}`,
  livingArea: sql<number>`${sales.livingSqft}`,
  bedrooms: sql<number>`${sales.bedrooms}`,
  bathrooms: sql<number>`${sales.bathrooms}`,
  yearBuilt: sql<number>`${sales.yearBuilt}`,
  area: sql<string>`${sales.zipCode}`,
  latitude: sql<number>`${sales.latitude}`,
  longitude: sql<number>`${sales.longitude}`,
}

const own = (workspaceId: number, setId: string): SalesColumns => ({
  from: ownSales,
  scope: and(eq(ownSales.workspaceId, workspaceId), eq(ownSales.setId, setId)),
  placed: isNotNull(ownSales.latitude),
  id: sql<number>`${ownSales.id}`,
  soldOn: sql<string>`${ownSales.soldOn}`,
  price: sql<number>`${ownSales.price}`,
  livingArea: sql<number>`${ownSales.livingArea}`,
  // 0 is "not recorded" in reports.
  bedrooms: sql<number>`coalesce(${ownSales.bedrooms}, 0)`,
  bathrooms: sql<number>`coalesce(${ownSales.bathrooms}, 0)`,
  yearBuilt: sql<number>`coalesce(${ownSales.yearBuilt}, 0)`,
  area: sql<string>`${ownSales.area}`,
  latitude: sql<number>`${ownSales.latitude}`,
  longitude: sql<number>`${ownSales.longitude}`,
})

/** Runs a query on the sales of a source. */
export function querySales<T>(
  source: SalesSource,
  query: (tx: Queryable, columns: SalesColumns) => Promise<T>,
): Promise<T> {
  if (source.kind === 'county') return query(system(), county)
  const columns = own(source.workspaceId, source.setId)
  return inWorkspace(source.workspaceId, (tx) => query(tx, columns))
}

/** The source of a data set's id; null is the bundled county. @throws Refusal `sales.deleted` */
export async function findSalesSource(workspaceId: number, setId: string | null): Promise<SalesSource> {
  if (setId === null) return countySales
  const [set] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(saleSets)
      .where(and(eq(saleSets.workspaceId, workspaceId), eq(saleSets.id, setId))),
  )
  if (!set) throw new Refusal('sales.deleted', 'This sales data was deleted. Choose other data.')
  const { name, currency, areaUnit, revision } = set
  return { kind: 'own', workspaceId, setId, name, currency, areaUnit, revision }
}

/** The workspace's data sets that have sales, newest first, as choices of a form. */
export async function listSalesSources(workspaceId: number): Promise<{ id: string; name: string }[]> {
  return inWorkspace(workspaceId, (tx) =>
    tx
      .select({ id: saleSets.id, name: saleSets.name })
      .from(saleSets)
      .where(and(eq(saleSets.workspaceId, workspaceId), sql`${saleSets.revision} > 0`))
      .orderBy(sql`${saleSets.createdAt} desc`)
      .limit(MOST_SETS),
  )
}

export const MOST_SETS = 50
