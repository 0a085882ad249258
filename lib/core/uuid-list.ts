import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/**
 * Condition that a UUID column is in a list of ids. The ids are sent as one array parameter, because thousands of parameters
 * are slow and limited, and unnested into rows, because the planner may otherwise scan the array for each row of a table
 * without statistics, which took four minutes for ten thousand posts.
 */
export const inUuidList = (column: AnyColumn, ids: readonly string[]): SQL =>
  sql`${column} in (select unnest(${`{${ids.join(',')}}`}::text::uuid[]))`
