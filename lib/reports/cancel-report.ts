import { inWorkspace } from '@/db/client'
import { auditEvents, reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { endReport, isReport } from './settle-report'

/** Stops a report that is not made yet; nothing is charged. Cancelling twice is cancelling once. */
export async function cancelReport(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  if (await endReport(workspaceId, id, { status: 'cancelled' })) {
    await inWorkspace(workspaceId, (tx) =>
      tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb: 'report.cancel', detail: { id } }),
    )
    return
  }
  const [report] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ status: reports.status }).from(reports).where(isReport(workspaceId, id)),
  )
  if (!report) throw notFound('report')
  if (report.status === 'ready') {
    throw new Refusal(
      'report.ready',
      'This report was finished before it could be cancelled. Reload the page to read it.',
    )
  }
}
