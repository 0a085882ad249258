import { sql } from 'drizzle-orm'
import { type Queryable, system } from './client.ts'
import { productTime } from './schema/product-time.ts'

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
