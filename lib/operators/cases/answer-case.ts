import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { problemCases } from '@/db/schema'
import { notFound, Refusal } from '@/lib/core/errors'
import { rowNumber } from '@/lib/core/text/input'
import { deliver } from '@/lib/notifications/notify'
import { refuseOwnWorkspaces } from '../approvals/conflict-of-interest'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'
import {
  type Adjustment,
  adjustmentReused,
  continueAdjustment,
  recordAdjustment,
} from '../workspaces/adjust-credits'
import { isCase, readCase, type StoredCase } from './case-file'
import { notifyOpener } from './settle-case'

export const AnswerCaseInput = z.object({
  workspaceId: rowNumber,
  id: z.uuid(),
  /** Created with the form: the id of the refund, so that a second click is the same one (R12). */
  refundId: z.uuid(),
  answer: z.string().trim().min(10, 'Write an answer. The member gets it by email.').max(2_000),
  refund: z.literal('yes').optional(),
})
/**
 * Answers a case and notifies the member. With a refund, both happen once the credits are refunded, which a second operator may
 * have to approve (R36).
 * @throws Refusal `not-found`, `case.decided`, `case.waiting`, `case.no-refund`, `operator.own-workspace`
 */
export async function answerCase(
  operator: Operator,
  input: z.output<typeof AnswerCaseInput>,
): Promise<{ refund: Adjustment | null }> {
  const { workspaceId, id, refundId, answer } = input
  const { found, refundableCredits } = await readCase(input)
  const refundCredits = input.refund ? refundableCredits : 0
  const { requested, notified } = await system().transaction(async (tx) => {
    await refuseOwnWorkspaces(tx, operator, [workspaceId])
    const locked = await lockOpenCase(tx, input)
    if (input.refund && refundCredits === 0) {
      throw new Refusal(
        'case.no-refund',
        'There is nothing to refund: it was free, or it is already refunded.',
      )
    }
    const answered = { answer, decidedBy: operator.userId }
    await tx
      .update(problemCases)
      .set(
        input.refund ? { ...answered, refundId } : { ...answered, status: 'answered', decidedAt: marketNow },
      )
      .where(isCase(input))
    await recordEvent(tx, operator, {
      verb: 'case.answered',
      workspaceId,
      after: { id, answer, refundCredits },
    })
    if (!input.refund) return { requested: null, notified: await notifyOpener(tx, locked, answer, 0) }
    // With the answer: an answer whose refund was not requested would wait for it forever.
    const requested = await recordAdjustment(tx, operator, {
      id: refundId,
      caseId: id,
      workspaceId,
      direction: 'give',
      credits: refundCredits,
      reason: `${found.title}: you reported a problem.`,
    })
    // A form from before its refund was rejected: the answer would wait for a refund that never comes.
    if (requested.status === 'rejected') throw adjustmentReused()
    return { requested, notified: null }
  })
  if (notified) await deliver(notified)
  return { refund: requested && (await continueAdjustment(requested)) }
}

async function lockOpenCase(tx: Queryable, key: { workspaceId: number; id: string }): Promise<StoredCase> {
  const [found] = await tx.select().from(problemCases).where(isCase(key)).for('update')
  if (!found) throw notFound('case')
  if (found.status !== 'open') {
    throw new Refusal('case.decided', 'This case is already answered or closed. Reload the page to see it.')
  }
  if (found.refundId) {
    throw new Refusal('case.waiting', 'The refund of this case needs approval. It is answered after that.')
  }
  return found
}

export const CloseCaseInput = z.object({
  workspaceId: rowNumber,
  id: z.uuid(),
  reason: z.string().trim().min(3, 'Enter a reason. It is recorded in the audit log.').max(500),
})

/**
 * Closes a case without an answer, such as a test or a duplicate. The reason is only for operators.
 * @throws Refusal `not-found`, `case.decided`, `case.waiting`, `operator.own-workspace`
 */
export async function closeCase(operator: Operator, input: z.output<typeof CloseCaseInput>): Promise<void> {
  const { workspaceId, id, reason } = input
  await system().transaction(async (tx) => {
    await refuseOwnWorkspaces(tx, operator, [workspaceId])
    await lockOpenCase(tx, input)
    await tx
      .update(problemCases)
      .set({
        status: 'closed',
        answer: null,
        refundId: null,
        decidedBy: operator.userId,
        decidedAt: marketNow,
      })
      .where(isCase(input))
    await recordEvent(tx, operator, { verb: 'case.closed', workspaceId, reason, after: { id } })
  })
}
