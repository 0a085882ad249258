import { and, desc, eq, ilike, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { WorkRow, WorkStatus, WorkTable } from './paid-work'
import { ENDED, UNFINISHED } from './rows'

/** What a person filters a list by: with a result, in progress, or ended without one. */
export const workFilters = ['ready', 'unfinished', 'ended'] as const
export type WorkFilter = (typeof workFilters)[number]

const STATUSES: Record<WorkFilter, WorkStatus[]> = { ready: ['ready'], unfinished: UNFINISHED, ended: ENDED }

export type WorkQuery = {
  limit: number
  /** The id of the last row of the previous page. */
  before?: string | undefined
  /** A part of what the kind can be searched by. */
  search?: string | undefined
  filter?: WorkFilter | undefined
}

export type WorkPage<Row> = {
  rows: Row[]
  /** Pass it as `before` for the next page; null at the end. */
  nextBefore: string | null
}

/** The rows of a page, newest first, with one more that tells whether there is a next page. `searched`: text columns. */
export function pageOf(
  table: WorkTable,
  workspaceId: number,
  { limit, before, search, filter }: WorkQuery,
  searched: PgColumn[],
): { where: SQL | undefined; orderBy: SQL[]; limit: number } {
  // By position and not by offset. The position is read from the row itself, to the microsecond.
  const older =
    before &&
    sql`(${table.createdAt}, ${table.id}) < (
      select b.created_at, b.id from ${table} b where b.workspace_id = ${workspaceId} and b.id = ${before})`
  const pattern = search && `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return {
    where: and(
      eq(table.workspaceId, workspaceId),
      older || undefined,
      pattern ? or(...searched.map((column) => ilike(column, pattern))) : undefined,
      filter && inArray(table.status, STATUSES[filter]),
    ),
    orderBy: [desc(table.createdAt), desc(table.id)],
    limit: limit + 1,
  }
}

/** The page itself, of the rows that `pageOf` found. Times become ISO strings. */
export function toPage<Row extends Pick<WorkRow, 'id' | 'createdAt'>>(
  rows: Row[],
  { limit }: WorkQuery,
): WorkPage<Omit<Row, 'createdAt'> & { createdAt: string }> {
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    nextBefore: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
