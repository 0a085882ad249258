import { inWorkspace } from '@/db/client'
import { reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { pageOf, toPage, type WorkPage, type WorkQuery } from '@/lib/paid-work/list'
import type { ReportRow } from './views'

/** The workspace's reports, newest first. The search looks in the area's name. */
export async function listReports(
  { workspaceId }: WorkspaceContext,
  query: WorkQuery,
): Promise<WorkPage<ReportRow>> {
  const { id, areaName, periodFrom, periodTo, status, progressPercent, createdAt } = reports
  const { where, orderBy, limit } = pageOf(reports, workspaceId, query, [areaName])
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ id, areaName, periodFrom, periodTo, status, progressPercent, createdAt })
      .from(reports)
      .where(where)
      .orderBy(...orderBy)
      .limit(limit),
  )
  return toPage(rows, query)
}
