'use server'

import { z } from 'zod'
import { IdInput } from '@/app/_lib/actions/inputs'
import { operatorAction } from '@/app/_lib/actions/operator-action'
import { countOf, formatCredits } from '@/lib/core/text/format'
import { rowNumber } from '@/lib/core/text/input'
import { type QueueName, queues } from '@/lib/jobs/queues'
import { DecideChangeInput, decideChange, withdrawChange } from '@/lib/operators/approvals/decide-change'
import {
  DecideEmailFindingInput,
  decideEmailFinding as decide,
} from '@/lib/operators/operations/email-findings'
import {
  CloseFindingInput,
  closeFinding as closeDiscrepancy,
  startCheck as startCheckJob,
} from '@/lib/operators/operations/findings'
import { refundFinding } from '@/lib/operators/operations/refund-finding'
import { replayWebhookEvent, retryFailedJob } from '@/lib/operators/operations/repeat-failed'
import {
  AdjustCreditsInput,
  DecideAdjustmentInput,
  decideAdjustment as decideAdjustmentRequest,
  requestAdjustment,
} from '@/lib/operators/workspaces/adjust-credits'
import { ChangeMemberEmailInput, changeMemberEmail } from '@/lib/operators/workspaces/change-member-email'
import { RestoreWorkspaceInput, restoreWorkspace } from '@/lib/operators/workspaces/restore-workspace'

export const adjustCredits = operatorAction(
  'adjustCredits',
  { input: AdjustCreditsInput, revalidate: '/admin' },
  async (operator, input) => ({ message: adjustmentMessage(await requestAdjustment(operator, input)) }),
)

export const decideAdjustment = operatorAction(
  'decideAdjustment',
  {
    input: DecideAdjustmentInput.omit({ approve: true }).extend({ decision: z.enum(['approve', 'reject']) }),
    revalidate: '/admin',
  },
  async (operator, { decision, ...request }) => ({
    message: adjustmentMessage(
      await decideAdjustmentRequest(operator, { ...request, approve: decision === 'approve' }),
    ),
  }),
)

function adjustmentMessage({ status, refusal }: Awaited<ReturnType<typeof requestAdjustment>>): string {
  if (status === 'waiting') return 'Requested. Another operator needs to approve it on the Approvals page.'
  if (status === 'applied') return 'Credits adjusted. The change is on the workspace’s statement.'
  if (status === 'approved') return 'Approved. Credits will be adjusted within a minute.'
  return refusal ? `No credits were removed. ${refusal}` : 'Rejected. Nothing changed.'
}

export const replayEvent = operatorAction(
  'replayEvent',
  {
    input: z.object({ id: z.string().min(1).max(255) }),
    revalidate: '/admin/inbox',
  },
  async (operator, { id }) => {
    const { status } = await replayWebhookEvent(operator, id)
    const done = status === 'applied' || status === 'ignored'
    return {
      message: done ? `Event replayed: ${status}.` : 'The replay failed. See the error in the list.',
    }
  },
)

export const closeFinding = operatorAction(
  'closeFinding',
  {
    input: CloseFindingInput,
    revalidate: '/admin/findings',
  },
  async (operator, { id, reason }) => {
    await closeDiscrepancy(operator, id, reason)
    return { message: 'Closed. It will reopen if the next check finds it again.' }
  },
)

export const refundFlaggedPayment = operatorAction(
  'refundFlaggedPayment',
  {
    input: z.object({ id: rowNumber }),
    revalidate: '/admin/findings',
  },
  async (operator, { id }) => {
    const { takenBackCredits, shortfallCredits } = await refundFinding(operator, id)
    const short = shortfallCredits > 0 ? ` ${formatCredits(shortfallCredits)} had already been spent.` : ''
    return { message: `Payment refunded and ${formatCredits(takenBackCredits)} removed.${short}` }
  },
)

export const startCheck = operatorAction(
  'startCheck',
  {
    input: z.object({ which: z.enum(['ledger', 'billing']) }),
    revalidate: '/admin/findings',
  },
  async (operator, { which }) => {
    await startCheckJob(operator, which)
    return { message: 'Check started. Results will appear here when it finishes.' }
  },
)

const queueNames = Object.keys(queues) as [QueueName, ...QueueName[]]

export const retryJob = operatorAction(
  'retryJob',
  {
    input: z.object({ queue: z.enum(queueNames), id: z.uuid() }),
    revalidate: '/admin/jobs',
  },
  async (operator, { queue, id }) => {
    await retryFailedJob(operator, queue, id)
    return { message: 'Job queued for retry.' }
  },
)

export const decideCatalogChange = operatorAction(
  'decideCatalogChange',
  { input: DecideChangeInput, revalidate: '/admin' },
  async (operator, input) => {
    const { status } = await decideChange(operator, input)
    return {
      message: status === 'applied' ? 'Change approved and saved.' : 'Change rejected. Nothing changed.',
    }
  },
)

export const withdrawCatalogChange = operatorAction(
  'withdrawCatalogChange',
  { input: IdInput, revalidate: '/admin' },
  async (operator, { id }) => {
    await withdrawChange(operator, id)
    return { message: 'Request withdrawn. Nothing changed.' }
  },
)

export const decideEmailFinding = operatorAction(
  'decideEmailFinding',
  { input: DecideEmailFindingInput, revalidate: '/admin/email' },
  async (operator, input) => {
    await decide(operator, input)
    if (input.decision === 'suppress')
      return { message: 'Address suppressed. A member can allow emails again.' }
    return { message: input.kind === 'sender-blocked' ? 'Finding closed.' : 'Report dismissed.' }
  },
)

export const requestMemberEmail = operatorAction(
  'requestMemberEmail',
  { input: ChangeMemberEmailInput, revalidate: '/admin/workspaces' },
  async (operator, input) => {
    await changeMemberEmail(operator, input)
    return { message: `We emailed a link to ${input.email}. The address changes when they confirm it.` }
  },
)

export const restoreDeletedWorkspace = operatorAction(
  'restoreDeletedWorkspace',
  { input: RestoreWorkspaceInput, revalidate: '/admin/workspaces' },
  async (operator, input) => {
    const { name, members } = await restoreWorkspace(operator, input)
    return { message: `${name} is restored. We emailed ${countOf(members, 'member')}.` }
  },
)
