'use server'

import { z } from 'zod'
import { operatorAction } from '@/app/_lib/actions/operator-action'
import { formatCredits } from '@/lib/core/text/format'
import { rowNumber } from '@/lib/core/text/input'
import type { QueueName } from '@/lib/jobs/queues'
import { queues } from '@/lib/jobs/queues'
import {
  CloseFindingInput,
  closeFinding as closeDiscrepancy,
  startCheck as startCheckJob,
} from '@/lib/operators/operations/findings'
import { refundFinding } from '@/lib/operators/operations/refund-finding'
import { replayWebhookEvent } from '@/lib/operators/operations/replay-event'
import { retryFailedJob } from '@/lib/operators/operations/retry-failed-job'
import {
  AdjustCreditsInput,
  DecideAdjustmentInput,
  decideAdjustment as decideAdjustmentRequest,
  requestAdjustment,
} from '@/lib/operators/workspaces/adjust-credits'

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
