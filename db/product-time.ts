import { type SQLWrapper, sql } from 'drizzle-orm'
import { type Queryable, system } from './client.ts'
import { productTime } from './schema/columns.ts'

/** The current time in queries, by the product's one clock (docs/decisions/0009). `now()` would be the machine's. */
export const marketNow = productTime

/** The product's time, from the database, so that all processes agree. Inside a transaction, pass it on. */
export async function readMarketNow(db: Pick<Queryable, 'execute'> = system()): Promise<Date> {
  const [row] = await db.execute<{ ms: number }>(
    sql`select (date_part('epoch', ${marketNow}) * 1000)::float8 as ms`,
  )
  if (!row) throw new Error('the database returned no time')
  return new Date(row.ms)
}

/**
 * The time that is already set, or now. Not `coalesce`, in which Citus refuses a clock (R53): `least` ignores null, and what
 * happened is never later than now.
 */
export const firstTime = (time: SQLWrapper) => sql<Date>`least(${time}, ${marketNow})`
