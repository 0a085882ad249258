import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { creditHolds, reports, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { Figures } from './figures'
import { isReport } from './settle-report'
import type { ReportStatus, ReportView } from './views'

/** A report as its page shows it, with the entry that paid for it (R10). */
export async function getReport({ workspaceId }: WorkspaceContext, id: string): Promise<ReportView> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ report: reports, name: users.name, email: users.email, hold: creditHolds })
      .from(reports)
      .innerJoin(users, eq(users.id, reports.createdBy))
      .leftJoin(
        creditHolds,
        and(eq(creditHolds.workspaceId, reports.workspaceId), eq(creditHolds.id, reports.holdId)),
      )
      .where(isReport(workspaceId, id)),
  )
  if (!found) throw notFound('report')
  const { report, hold } = found
  const { areaName, periodFrom, periodTo, status, progressPercent, failure, summary, model, givenBackFor } =
    report
  return {
    id,
    areaName,
    periodFrom,
    periodTo,
    status,
    progressPercent,
    createdAt: report.createdAt.toISOString(),
    createdBy: found.name || found.email,
    finishedAt: report.finishedAt?.toISOString() ?? null,
    failure,
    givenBackFor,
    // Written by computeFigures and by nobody else; the database promises that a ready report has both.
    result:
      status === 'ready' && summary
        ? { figures: report.figures as Figures, summary, model: model ?? '' }
        : null,
    paid: hold && hold.entrySeq > 0 ? { credits: hold.captured, entrySeq: hold.entrySeq } : null,
  }
}

/** The little that a page which waits for it needs. */
export async function reportProgress(
  { workspaceId }: WorkspaceContext,
  id: string,
): Promise<{ status: ReportStatus; progressPercent: number }> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ status: reports.status, progressPercent: reports.progressPercent })
      .from(reports)
      .where(isReport(workspaceId, id)),
  )
  if (!found) throw notFound('report')
  return found
}
