import { formatCredits } from '@/lib/core/text/format'
import type { PaidWork, WorkRequest, WorkRow } from '@/lib/paid-work/paid-work'
import { type ProblemOutcome, ReportProblemInput, reportProblem } from '@/lib/paid-work/report-problem'
import { RetryInput, retryWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { IdInput } from './actions/inputs'
import { workspaceAction } from './actions/workspace-action'

/** Actions shared by all kinds of paid work. Each kind's `actions.ts` exports them under its own names. */

const permission = 'content.create'

export const cancelAction = (name: string, work: PaidWork) =>
  workspaceAction(name, { input: IdInput, permission, revalidate: [work.href] }, async (ctx, { id }) => {
    await cancelWork(work, ctx, { id })
    return { redirectTo: `${work.href}/${id}` }
  })

export const retryAction = <Row extends WorkRow, Request extends WorkRequest>(
  name: string,
  work: PaidWork<Row, Request>,
) =>
  workspaceAction(name, { input: RetryInput, permission, revalidate: [work.href] }, async (ctx, input) => ({
    redirectTo: `${work.href}/${(await retryWork(work, ctx, input)).id}`,
  }))

/** "Report a problem": refunds the result if it is broken, or opens a case for our team. */
export const problemAction = <Row extends WorkRow, Request extends WorkRequest>(
  name: string,
  work: PaidWork<Row, Request>,
) =>
  workspaceAction(
    name,
    { input: ReportProblemInput, permission, limit: 'problem-report', revalidate: [`${work.href}/[id]`] },
    async (ctx, input) => ({ message: outcomeMessage(work, await reportProblem(work, ctx, input)) }),
  )

function outcomeMessage(
  { kind, alternative }: Pick<PaidWork, 'kind' | 'alternative'>,
  outcome: ProblemOutcome,
): string {
  if ('caseId' in outcome)
    return `We checked this ${kind} and found no errors, so our team will look at it and answer you here and by email. ${alternative}`
  const { credits, fault } = outcome.refunded
  return credits > 0
    ? `${fault} We refunded ${formatCredits(credits)}. See your statement for details.`
    : `${fault} You weren’t charged for it.`
}
