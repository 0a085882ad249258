import { inWorkspace } from '@/db/client'
import { auditEvents, reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { giveBack } from '@/lib/metering/give-back'
import { FEWEST_SALES_FOR_MEDIAN } from './figures'
import { reportFault } from './report-fault'
import { isReport } from './settle-report'

/**
 * "This did not work": looks at the stored report and gives its credits back, once, when it is broken.
 * @throws Refusal `not-found`, `report.not-broken`
 */
export async function reportBrokenReport(
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<{ credits: number; fault: string }> {
  const { workspaceId, userId } = ctx
  const [report] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(reports).where(isReport(workspaceId, id)),
  )
  if (report?.status !== 'ready') throw notFound('report')
  const fault =
    report.givenBackFor ?? reportFault({ ...report, fewestSalesForMedian: FEWEST_SALES_FOR_MEDIAN })
  if (!fault) {
    throw new Refusal(
      'report.not-broken',
      'We looked: the figures add up and every number in the summary is one of them, so it was delivered and its credits are not given back. For another area or period, ask for a new report.',
    )
  }
  const { credits } = await giveBack(ctx, {
    holdId: report.holdId,
    subject: { kind: 'report', id },
    reason: `Report of ${report.areaName} did not work: ${fault}`,
  })
  await inWorkspace(workspaceId, async (tx) => {
    await tx.update(reports).set({ givenBackFor: fault }).where(isReport(workspaceId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'report.give-back', detail: { id, fault, credits } })
  })
  return { credits, fault }
}
