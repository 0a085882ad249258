import { and, desc, eq, ilike, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { ReportPage, ReportStatus } from './views'

/** What a person chooses by. */
export const reportFilters = ['ready', 'unfinished', 'ended'] as const
type ReportFilter = (typeof reportFilters)[number]

const STATUSES: Record<ReportFilter, ReportStatus[]> = {
  ready: ['ready'],
  unfinished: ['queued', 'running'],
  ended: ['failed', 'cancelled'],
}

type Query = {
  limit: number
  /** The last report of the page before. */
  before?: string | undefined
  /** A part of the area's name. */
  search?: string | undefined
  filter?: ReportFilter | undefined
}

/** The workspace's reports, newest first. */
export async function listReports({ workspaceId }: WorkspaceContext, query: Query): Promise<ReportPage> {
  const { limit, before, search, filter } = query
  // Found by position and not by offset; the place is read from the row itself, to the microsecond.
  const older =
    before === undefined
      ? undefined
      : sql`(${reports.createdAt}, ${reports.id}) < (
          select b.created_at, b.id from reports b where b.workspace_id = ${workspaceId} and b.id = ${before})`
  const named = search ? ilike(reports.areaName, `%${search.replace(/[\\%_]/g, '\\$&')}%`) : undefined
  const chosen = filter ? inArray(reports.status, STATUSES[filter]) : undefined
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id: reports.id,
        areaName: reports.areaName,
        periodFrom: reports.periodFrom,
        periodTo: reports.periodTo,
        status: reports.status,
        progressPercent: reports.progressPercent,
        createdAt: reports.createdAt,
      })
      .from(reports)
      .where(and(eq(reports.workspaceId, workspaceId), older, named, chosen))
      .orderBy(desc(reports.createdAt), desc(reports.id))
      .limit(limit + 1),
  )
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
    nextBefore: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
