import { sql } from 'drizzle-orm'

/** The default of columns for when something happened: the product's one clock, which the demo can move. */
export const productTime = sql`market_now()`
