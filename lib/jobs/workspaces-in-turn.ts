import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/**
 * An order for queries that take a limited number of rows: the oldest row of each workspace first, then the second
 * oldest of each. Ordered by age alone, a thousand rows of one workspace could keep a sweep from reaching the others
 * (R41).
 */
export function workspacesInTurn(workspaceId: PgColumn, age: PgColumn): SQL {
  return sql`row_number() over (partition by ${workspaceId} order by ${age})`
}
