import type { WorkspaceContext } from '@/lib/core/context'
import { getView } from '@/lib/paid-work/view'
import type { Figures } from './figures/figures'
import { reportWork } from './report-work'
import type { ReportView } from './views'

/** A report as its page shows it, with the entry that paid for it (R10). @throws Refusal `not-found` */
export async function getReport(ctx: WorkspaceContext, id: string): Promise<ReportView> {
  const { row, view } = await getView(reportWork, ctx, id)
  const { title, areaName, periodFrom, periodTo, status, figures, summary, model, createdBy: authorId } = row
  // Only computeFigures writes it, and the database guarantees that a ready report has figures and a summary.
  const result =
    status === 'ready' && summary ? { figures: figures as Figures, summary, model: model ?? '' } : null
  return { ...view, authorId, title, areaName, periodFrom, periodTo, result }
}
