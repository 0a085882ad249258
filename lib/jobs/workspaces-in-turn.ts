import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'

/**
 * An order for queries that take only so many rows: the oldest of each workspace first, then the second oldest of each.
 * Ordered by age alone, a thousand rows of one workspace would keep a sweep from ever coming to the others (R41).
 */
export function workspacesInTurn(workspaceId: PgColumn, age: PgColumn): SQL {
  return sql`row_number() over (partition by ${workspaceId} order by ${age})`
}
