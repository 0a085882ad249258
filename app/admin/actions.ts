'use server'

import { z } from 'zod'
import { operatorAction } from '@/app/_lib/actions/operator-action'
import { formatCredits } from '@/lib/core/text/format'
import { rowNumber } from '@/lib/core/text/input'
import type { QueueName } from '@/lib/jobs/queues'
import { queues } from '@/lib/jobs/queues'
import {
  CloseFindingInput,
  closeFinding as close,
  startCheck as start,
} from '@/lib/operators/operations/findings'
import { refundFinding } from '@/lib/operators/operations/refund-finding'
import { replay } from '@/lib/operators/operations/replay-event'
import { retryFailedJob } from '@/lib/operators/operations/retry-failed-job'
import {
  AdjustCreditsInput,
  DecideAdjustmentInput,
  decideAdjustment as decide,
  requestAdjustment,
} from '@/lib/operators/workspaces/adjust-credits'

export const adjustCredits = operatorAction(
  'adjustCredits',
  { input: AdjustCreditsInput, revalidate: '/admin' },
  async (operator, input) => ({ message: wordsFor(await requestAdjustment(operator, input)) }),
)

export const decideAdjustment = operatorAction(
  'decideAdjustment',
  {
    input: DecideAdjustmentInput.omit({ approve: true }).extend({ decision: z.enum(['approve', 'reject']) }),
    revalidate: '/admin',
  },
  async (operator, { decision, ...which }) => ({
    message: wordsFor(await decide(operator, { ...which, approve: decision === 'approve' })),
  }),
)

function wordsFor({ status, refusal }: Awaited<ReturnType<typeof requestAdjustment>>): string {
  if (status === 'waiting') return 'Requested. Another operator has to approve it under Approvals.'
  if (status === 'applied') return 'Done. The entry is in the statement.'
  if (status === 'approved') return 'Approved. The entry follows within a minute.'
  return refusal ? `Nothing was taken. ${refusal}` : 'Rejected. Nothing was changed.'
}

export const replayEvent = operatorAction(
  'replayEvent',
  {
    input: z.object({ id: z.string().min(1).max(255) }),
    revalidate: '/admin/inbox',
  },
  async (operator, { id }) => {
    const { status } = await replay(operator, id)
    const done = status === 'applied' || status === 'ignored'
    return {
      message: done ? `Replayed: ${status}.` : 'Replayed, and it failed again. Its reason is in the list.',
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
    await close(operator, id, reason)
    return { message: 'Closed. If it is still so at the next look, it is open again.' }
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
    const short = shortfallCredits > 0 ? ` ${formatCredits(shortfallCredits)} were already spent.` : ''
    return { message: `Refunded. ${formatCredits(takenBackCredits)} were taken back.${short}` }
  },
)

export const startCheck = operatorAction(
  'startCheck',
  {
    input: z.object({ which: z.enum(['ledger', 'billing']) }),
    revalidate: '/admin/findings',
  },
  async (operator, { which }) => {
    await start(operator, which)
    return { message: 'Started as a job. Its result is here when it is done.' }
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
    return { message: 'Put back in its queue.' }
  },
)
