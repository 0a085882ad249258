import { inWorkspace } from '@/db/client'
import { reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, toPage } from '@/lib/core/paging/page'
import { type WorkQuery, workPageClauses } from '@/lib/paid-work/list'
import type { ReportRow } from './views'

/** The workspace's reports, newest first. Searches the area's name. */
export async function listReports(
  { workspaceId }: WorkspaceContext,
  query: WorkQuery,
): Promise<Page<ReportRow>> {
  const { id, areaName, periodFrom, periodTo, status, progressPercent, createdAt } = reports
  const { cursor, where, orderBy, limit } = workPageClauses(reports, workspaceId, query, [areaName])
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ id, areaName, periodFrom, periodTo, status, progressPercent, createdAt, cursor })
      .from(reports)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit),
  )
  return toPage(rows, query, ({ cursor: _, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
  }))
}
