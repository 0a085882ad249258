import { and, eq, isNull, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { reportShares, reports, workspaces } from '@/db/schema'
import { isOpenedBy } from '@/lib/paid-work/sharing/share'
import { workspaceOfShareToken } from '@/lib/paid-work/sharing/share-token'
import type { Figures } from '../figures/figures'
import { reportSharing } from './share-report'

/** What anyone with the link sees: the report, without what it cost, and its author only if they saved an agent card. */
export type SharedReport = {
  workspaceId: number
  timeZone: string
  id: string
  /** Whose agent card is shown with it. */
  authorId: number
  /** ISO. */
  madeAt: string
  result: { figures: Figures; summary: string; model: string }
}

/** Null if the link does not exist or has ended. We do not reveal which. */
export async function readSharedReport(token: string): Promise<SharedReport | null> {
  const workspaceId = workspaceOfShareToken(token)
  if (!workspaceId) return null
  const [report] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id: reports.id,
        authorId: reports.createdBy,
        figures: reports.figures,
        summary: reports.summary,
        model: reports.model,
        madeAt: sql<Date>`coalesce(${reports.finishedAt}, ${reports.createdAt})`.mapWith(reports.createdAt),
        timeZone: workspaces.timeZone,
      })
      .from(reportShares)
      .innerJoin(
        reports,
        and(eq(reports.workspaceId, reportShares.workspaceId), eq(reports.id, reportShares.reportId)),
      )
      .innerJoin(workspaces, eq(workspaces.id, reportShares.workspaceId))
      .where(
        and(
          isOpenedBy(reportSharing, workspaceId, token),
          isNull(workspaces.deletedAt),
          eq(reports.status, 'ready'),
          isNull(reports.deletedAt),
        ),
      ),
  )
  if (!report?.summary) return null
  const { id, authorId, figures, summary, model, timeZone, madeAt } = report
  return {
    workspaceId,
    timeZone,
    id,
    authorId,
    madeAt: madeAt.toISOString(),
    result: { figures: figures as Figures, summary, model: model ?? '' },
  }
}
