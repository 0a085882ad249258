import { formatCredits } from '@/lib/core/text/format'
import type { PaidWork, WorkRequest, WorkRow } from '@/lib/paid-work/paid-work'
import { requestRefund } from '@/lib/paid-work/refund'
import { RetryInput, retryWork } from '@/lib/paid-work/request'
import { cancelWork } from '@/lib/paid-work/settle'
import { IdInput } from './actions/inputs'
import { workspaceAction } from './actions/workspace-action'

/** The actions that every kind of paid work has. Each kind's `actions.ts` exports its own, under its own name. */

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

/** "Report a problem": the result is checked, and its credits are refunded if it is broken. */
export const refundAction = <Row extends WorkRow, Request extends WorkRequest>(
  name: string,
  work: PaidWork<Row, Request>,
) =>
  workspaceAction(
    name,
    { input: IdInput, permission, revalidate: [`${work.href}/[id]`] },
    async (ctx, input) => ({ message: refundWords(await requestRefund(work, ctx, input)) }),
  )

const refundWords = ({ fault, credits }: { fault: string; credits: number }): string =>
  credits > 0
    ? `${fault} ${formatCredits(credits)} were refunded. Your statement shows why.`
    : `${fault} You were not charged for it.`
