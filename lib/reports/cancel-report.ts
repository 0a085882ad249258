import { inWorkspace } from '@/db/client'
import { auditEvents, reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { cancelFreely } from '@/lib/metering/free-cancel'
import { endReport, isReport } from './settle-report'

/**
 * Cancels a report that is not finished; nothing is charged. Canceling twice is canceling once.
 * @throws Refusal `not-found`, `report.ready`, `cancel.limit`
 */
export async function cancelReport(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  const before = await statusOf(ctx, id)
  if (!before) throw notFound('report')
  const cancel = () => endReport(workspaceId, id, { status: 'cancelled' })
  if (await cancelFreely(workspaceId, before === 'running', cancel)) {
    await inWorkspace(workspaceId, (tx) =>
      tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb: 'report.cancel', detail: { id } }),
    )
    return
  }
  if ((await statusOf(ctx, id)) === 'ready') {
    throw new Refusal(
      'report.ready',
      'This report was finished before it could be canceled. Reload the page to read it.',
    )
  }
}

async function statusOf({ workspaceId }: WorkspaceContext, id: string) {
  const [report] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ status: reports.status }).from(reports).where(isReport(workspaceId, id)),
  )
  return report?.status
}
