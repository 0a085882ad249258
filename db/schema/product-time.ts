import { sql } from 'drizzle-orm'

/** The default of a column that says when something of the product happened: its one clock, which the demo can move on. */
export const productTime = sql`market_now()`
