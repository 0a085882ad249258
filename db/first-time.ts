import { type SQLWrapper, sql } from 'drizzle-orm'
import { marketNow } from './product-time.ts'

/**
 * The time that is already set, or now. Not `coalesce`, in which Citus refuses a clock (R53): `least` ignores null, and what
 * happened is never later than now.
 */
export const firstTime = (time: SQLWrapper) => sql<Date>`least(${time}, ${marketNow})`
