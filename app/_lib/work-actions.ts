import { formatCredits } from '@/lib/core/text/format'
import { deleteWork, RenameInput, renameWork, restoreWork } from '@/lib/paid-work/changes'
import type { PaidWork, WorkRequest, WorkRow } from '@/lib/paid-work/paid-work'
import { type ProblemOutcome, ReportProblemInput, reportProblem } from '@/lib/paid-work/report-problem'
import { RetryInput, retryWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { createShare, revokeShare, ShareInput, type Sharing } from '@/lib/paid-work/sharing/share'
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

export const renameAction = (name: string, work: PaidWork) =>
  workspaceAction(
    name,
    { input: RenameInput, permission, revalidate: [work.href, `${work.href}/[id]`] },
    async (ctx, input) => {
      await renameWork(work, ctx, input)
      return { message: 'Renamed.' }
    },
  )

/** The list then offers to undo it. */
export const deleteAction = (name: string, work: PaidWork) =>
  workspaceAction(name, { input: IdInput, permission, revalidate: [work.href] }, async (ctx, input) => {
    await deleteWork(work, ctx, input)
    return { redirectTo: `${work.href}?deleted=${input.id}` }
  })

export const restoreAction = (name: string, work: PaidWork) =>
  workspaceAction(name, { input: IdInput, permission, revalidate: [work.href] }, async (ctx, input) => {
    await restoreWork(work, ctx, input)
    return { message: 'Restored.' }
  })

/** Creates a link for clients. */
export const shareAction = (name: string, sharing: Sharing, revalidate: string[]) =>
  workspaceAction(
    name,
    { input: ShareInput, permission: 'reports.share', revalidate },
    async (ctx, input) => {
      await createShare(sharing, ctx, input)
      return { message: 'Your link is ready to copy.' }
    },
  )

/** Revokes the link for clients. */
export const unshareAction = (name: string, sharing: Sharing, revalidate: string[]) =>
  workspaceAction(name, { input: IdInput, permission: 'reports.share', revalidate }, async (ctx, input) => {
    await revokeShare(sharing, ctx, input)
    return { message: 'Link revoked.' }
  })

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
