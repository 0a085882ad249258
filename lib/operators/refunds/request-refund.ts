import { createHash } from 'node:crypto'
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { operatorRefunds } from '@/db/schema'
import { readPayment } from '@/lib/billing/payments/refunds/list-payments'
import {
  findSentRefund,
  type RefundResult,
  refundPayment,
} from '@/lib/billing/payments/refunds/refund-payment'
import { notFound, Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { rowNumber } from '@/lib/core/text/input'
import { centsOf } from '@/lib/core/text/money'
import { isSamePerson, ownWorkspaces, refuseOwnWorkspaces } from '../approvals/conflict-of-interest'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'
import { exceedsRefundLimit, lockRefunds, readSentCents, requireRefundable } from './refund-limit'

export const RequestRefundInput = z.object({
  /** Created with the form, so submitting it twice is one refund (R12). */
  id: z.uuid(),
  workspaceId: rowNumber,
  chargeId: z.string().min(4).max(255),
  /** As typed, in the currency of the payment: "49.50". */
  amount: z.string().trim().min(1, 'Enter an amount.').max(20),
  reason: z.string().trim().min(3, 'Enter a reason. It is recorded in the audit log.').max(500),
})

export type OperatorRefund = typeof operatorRefunds.$inferSelect

/**
 * Requests a refund of a payment at Stripe, in full or in part. Needs approval from a second operator when the day's total
 * exceeds OPERATOR_FOUR_EYES_REFUND_CENTS (refund-limit.ts), or when the operator belongs to the workspace (R36).
 * @throws Refusal `not-found`, `refund.amount`, `refund.too-much`, `request.reused`
 */
export async function requestRefund(
  operator: Operator,
  input: z.output<typeof RequestRefundInput>,
): Promise<OperatorRefund> {
  const { id, workspaceId, chargeId, reason } = input
  const earlier = await findRefund(workspaceId, id)
  if (earlier) return sameRequest(earlier, input)
  const sentBefore = await readSentCents(workspaceId, chargeId)
  const payment = await readPayment(workspaceId, chargeId)
  const amountCents = centsOf(input.amount, payment.currency)
  if (amountCents === null || amountCents === 0) {
    throw new Refusal('refund.amount', 'Enter an amount, such as 49.50.')
  }
  const created = await system().transaction(async (tx) => {
    await lockRefunds(tx)
    await requireRefundable(tx, { workspaceId, payment, amountCents, sentBefore })
    const needsSecond =
      (await exceedsRefundLimit(tx, { workspaceId, operatorId: operator.userId, amountCents })) ||
      (await ownWorkspaces(tx, operator, [workspaceId])).length > 0
    const rows = await tx
      .insert(operatorRefunds)
      .values({
        ...{ workspaceId, id, amountCents, reason },
        stripeChargeId: chargeId,
        purchaseId: payment.pack?.purchaseId ?? null,
        what: payment.what,
        currency: payment.currency,
        status: needsSecond ? 'waiting' : 'approved',
        requestedBy: operator.userId,
        requestedByEmail: operator.email,
      })
      .onConflictDoNothing()
      .returning()
    const [row] = rows
    if (row) {
      const after = { id, chargeId, amountCents, currency: row.currency, status: row.status }
      await recordEvent(tx, operator, { verb: 'refund.requested', workspaceId, reason, after })
    }
    return row
  })
  if (!created) return sameRequest(await requireRefund(workspaceId, id), input)
  return created.status === 'approved' ? sendRefund(created, operator) : created
}

function sameRequest(row: OperatorRefund, input: z.output<typeof RequestRefundInput>): OperatorRefund {
  const isSame =
    row.stripeChargeId === input.chargeId &&
    row.reason === input.reason &&
    row.amountCents === centsOf(input.amount, row.currency)
  if (isSame) return row
  throw new Refusal(
    'request.reused',
    'This form was already used for another refund. Reload the page and try again.',
  )
}

export const DecideRefundInput = z.object({
  workspaceId: rowNumber,
  id: z.uuid(),
  /** The mark of the request the operator saw. */
  seen: z.string().min(1).max(100),
  decision: z.enum(['approve', 'reject']),
})

/** Identifies a request as shown; an approval applies to exactly this request. */
export const markOfRefund = ({
  workspaceId,
  id,
  stripeChargeId,
  amountCents,
  reason,
}: OperatorRefund): string =>
  createHash('sha256')
    .update(JSON.stringify([workspaceId, id, stripeChargeId, amountCents, reason]))
    .digest('hex')
    .slice(0, 32)

/**
 * A second operator, who is another person and does not belong to the workspace, approves or rejects a refund.
 * @throws Refusal `not-found`, `refund.own`, `refund.decided`, `refund.changed`, `operator.own-workspace`
 */
export async function decideRefund(
  operator: Operator,
  { workspaceId, id, seen, decision }: z.output<typeof DecideRefundInput>,
): Promise<OperatorRefund> {
  const decided = await system().transaction(async (tx) => {
    const [row] = await tx.select().from(operatorRefunds).where(isThis(workspaceId, id)).for('update')
    if (!row) throw notFound('refund')
    if (isSamePerson(operator, { userId: row.requestedBy, email: row.requestedByEmail })) {
      throw new Refusal('refund.own', 'You requested this. Another operator needs to approve or reject it.')
    }
    if (seen !== markOfRefund(row)) {
      throw new Refusal(
        'refund.changed',
        'This is not the request you saw. Reload the page and review it again.',
      )
    }
    await refuseOwnWorkspaces(tx, operator, [workspaceId])
    if (row.status !== 'waiting') {
      throw new Refusal(
        'refund.decided',
        'This request was already decided. Reload the page to see the result.',
      )
    }
    const status = decision === 'approve' ? 'approved' : 'rejected'
    const [changed] = await tx
      .update(operatorRefunds)
      .set({ status, decidedBy: operator.userId, decidedAt: marketNow })
      .where(isThis(workspaceId, id))
      .returning()
    await recordEvent(tx, operator, {
      verb: decision === 'approve' ? 'refund.approved' : 'refund.rejected',
      workspaceId,
      reason: row.reason,
      before: { id, amountCents: row.amountCents, status: row.status },
      after: { id, amountCents: row.amountCents, status },
    })
    return changed ?? row
  })
  return decided.status === 'approved' ? sendRefund(decided, operator) : decided
}

/**
 * Sends an approved refund to Stripe. Safe to repeat. If Stripe can't be reached, `finishRefunds` sends it again, unless an
 * earlier call reached Stripe after all.
 */
async function sendRefund(
  refund: OperatorRefund,
  operator: Operator,
  again = false,
): Promise<OperatorRefund> {
  const { workspaceId, id, amountCents, stripeChargeId: chargeId } = refund
  let result: RefundResult
  try {
    const sent = again ? await findSentRefund({ id, chargeId }) : null
    result = sent ? { stripeRefundId: sent } : await refundPayment({ id, workspaceId, chargeId, amountCents })
  } catch (error) {
    log.warn({ err: error, id }, 'refund not sent to Stripe; the sweep will retry')
    return refund
  }
  const isSent = 'stripeRefundId' in result
  const [row] = await system().transaction(async (tx) => {
    const changed = await tx
      .update(operatorRefunds)
      .set({ ...result, status: isSent ? 'requested' : 'failed' })
      .where(and(isThis(workspaceId, id), eq(operatorRefunds.status, 'approved')))
      .returning()
    if (changed.length > 0) {
      const verb = isSent ? 'refund.sent' : 'refund.failed'
      await recordEvent(tx, operator, { verb, workspaceId, after: { id, amountCents, ...result } })
    }
    return changed
  })
  return row ?? requireRefund(workspaceId, id)
}

/** Sends approved refunds whose process stopped, or that Stripe could not take. */
export async function finishRefunds(): Promise<number> {
  const unfinished = await system()
    .select()
    .from(operatorRefunds)
    .where(
      and(
        eq(operatorRefunds.status, 'approved'),
        lt(
          sql`coalesce(${operatorRefunds.decidedAt}, ${operatorRefunds.requestedAt})`,
          sql`${marketNow} - interval '1 minute'`,
        ),
      ),
    )
    .limit(100)
  for (const refund of unfinished) {
    const requester = { userId: refund.requestedBy, email: refund.requestedByEmail ?? '' }
    await sendRefund(refund, requester, true).catch((error) =>
      log.error({ err: error, id: refund.id }, 'a refund could not be recorded; the sweep will retry'),
    )
  }
  return unfinished.length
}

export const waitingRefunds = (): Promise<OperatorRefund[]> =>
  system()
    .select()
    .from(operatorRefunds)
    .where(inArray(operatorRefunds.status, ['waiting', 'approved']))
    .orderBy(operatorRefunds.requestedAt)
    .limit(200)

/** The refunds that operators requested in a workspace, newest first. */
export const refundsOf = (workspaceId: number): Promise<OperatorRefund[]> =>
  system()
    .select()
    .from(operatorRefunds)
    .where(eq(operatorRefunds.workspaceId, workspaceId))
    .orderBy(sql`${operatorRefunds.requestedAt} desc`)
    .limit(20)

async function findRefund(workspaceId: number, id: string): Promise<OperatorRefund | undefined> {
  const [row] = await system().select().from(operatorRefunds).where(isThis(workspaceId, id))
  return row
}

async function requireRefund(workspaceId: number, id: string): Promise<OperatorRefund> {
  const row = await findRefund(workspaceId, id)
  if (!row) throw notFound('refund')
  return row
}

const isThis = (workspaceId: number, id: string) =>
  and(eq(operatorRefunds.workspaceId, workspaceId), eq(operatorRefunds.id, id))
