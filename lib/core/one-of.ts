import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/**
 * That a UUID column is one of these ids. They travel as one array, since a list of thousands of parameters is slow to
 * write and has a limit; and as rows, since an array would be gone through for each row of a table that is new to the
 * planner, which took four minutes for ten thousand posts.
 */
export const isOneOf = (column: AnyColumn, ids: readonly string[]): SQL =>
  sql`${column} in (select unnest(${`{${ids.join(',')}}`}::text::uuid[]))`
