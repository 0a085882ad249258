import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { reports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { wholeNumber } from '@/lib/core/input'
import { Area } from './area'
import { requestReport } from './request-report'
import { isReport } from './settle-report'

/** `id` is minted with the form, so that a second click is the same report (R12). */
export const RetryReportInput = z.object({
  id: z.uuid(),
  endedId: z.uuid(),
  quotedCredits: wholeNumber,
})

/**
 * The same report once more, after it failed or was cancelled; its price is asked anew, since nothing was charged.
 * @throws Refusal `not-found`, `report.not-ended`, and those of `requestReport`
 */
export async function retryReport(
  ctx: WorkspaceContext,
  { id, endedId, quotedCredits }: z.output<typeof RetryReportInput>,
): Promise<{ id: string }> {
  const [ended] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx.select().from(reports).where(isReport(ctx.workspaceId, endedId)),
  )
  if (!ended) throw notFound('report')
  const { status, area, periodFrom, periodTo } = ended
  if (status !== 'failed' && status !== 'cancelled')
    throw new Refusal('report.not-ended', 'This report did not fail. Reload the page to see it.')
  return requestReport(ctx, { id, area: Area.parse(area), periodFrom, periodTo, quotedCredits })
}
