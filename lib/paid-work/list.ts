import { and, eq, ilike, inArray, isNull, or, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { containing } from '@/lib/core/paging/list-query'
import { type PageClauses, type PageQuery, pageClauses } from '@/lib/core/paging/page'
import type { WorkStatus, WorkTable } from './paid-work'
import { ENDED, UNFINISHED } from './rows'

/** The filters of a list: with a result, in progress, or ended without one. */
export const workFilters = ['ready', 'unfinished', 'ended'] as const
export type WorkFilter = (typeof workFilters)[number]

const STATUSES: Record<WorkFilter, WorkStatus[]> = { ready: ['ready'], unfinished: UNFINISHED, ended: ENDED }

/** The stored statuses of a filter. */
export const statusesOf = (filter: WorkFilter): WorkStatus[] => STATUSES[filter]

export type WorkQuery = PageQuery & {
  /** Text to search for. */
  search?: string | undefined
  filter?: WorkFilter | undefined
}

/** The clauses of the query for a page of paid work, newest first. `searched` are the text columns to search. */
export function workPageClauses(
  table: WorkTable,
  workspaceId: number,
  query: WorkQuery,
  searched: PgColumn[],
): PageClauses {
  const { search, filter } = query
  const page = pageClauses({ at: table.createdAt, id: table.id }, query)
  return {
    ...page,
    where: and(
      eq(table.workspaceId, workspaceId),
      isNull(table.deletedAt),
      page.where,
      search ? or(...searched.map((column) => ilike(column, containing(search)))) : undefined,
      filter && inArray(table.status, statusesOf(filter)),
    ) as SQL,
  }
}
