import { createHash } from 'node:crypto'
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { creditAccounts, operatorAdjustments } from '@/db/schema'
import { notFound, Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { rowNumber } from '@/lib/core/text/input'
import { inputHash, keyId } from '@/lib/credits/decide/keys'
import type { Command } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { subjectIds } from '@/lib/credits/shared/actions'
import { deliver } from '@/lib/notifications/notify'
import { exceedsAloneLimit, lockAdjustments } from '../approvals/alone-limit'
import { isSamePerson, ownWorkspaces, refuseOwnWorkspaces } from '../approvals/conflict-of-interest'
import { commandOfCase, settleCase } from '../cases/settle-case'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'

export const AdjustCreditsInput = z.object({
  /** Created with the form, so submitting it twice is one adjustment (R12). */
  id: z.uuid(),
  workspaceId: rowNumber,
  direction: z.enum(['give', 'take']),
  credits: z.coerce.number().int('Enter whole credits.').min(1).max(1_000_000),
  reason: z.string().trim().min(3, 'Enter a reason. The workspace sees it on its statement.').max(500),
})
/** `caseId`: it refunds the work of a reported problem. */
export type AdjustCreditsInput = z.output<typeof AdjustCreditsInput> & { caseId?: string }

export type Adjustment = typeof operatorAdjustments.$inferSelect

/**
 * Adds or removes credits with a reason. Needs approval from a second operator when the day's total exceeds
 * OPERATOR_FOUR_EYES_CREDITS (alone-limit.ts), or when the operator belongs to the workspace (R36).
 * @throws Refusal `not-found`, `request.reused`
 */
export async function requestAdjustment(operator: Operator, input: AdjustCreditsInput): Promise<Adjustment> {
  return continueAdjustment(await system().transaction((tx) => recordAdjustment(tx, operator, input)))
}

/** Records a request in the caller's transaction, who calls `continueAdjustment` after the commit. @throws as `requestAdjustment` */
export async function recordAdjustment(
  tx: Queryable,
  operator: Operator,
  input: AdjustCreditsInput,
): Promise<Adjustment> {
  const { id, workspaceId, reason, caseId = null } = input
  const credits = input.direction === 'give' ? input.credits : -input.credits
  await lockAdjustments(tx)
  const [account] = await tx
    .select({ id: creditAccounts.workspaceId })
    .from(creditAccounts)
    .where(eq(creditAccounts.workspaceId, workspaceId))
  if (!account) throw notFound('workspace')
  const needsSecond =
    (await exceedsAloneLimit(tx, { workspaceId, operatorId: operator.userId, credits })) ||
    (await ownWorkspaces(tx, operator, [workspaceId])).length > 0
  const status = needsSecond ? 'waiting' : 'approved'
  const [created] = await tx
    .insert(operatorAdjustments)
    .values({
      workspaceId,
      id,
      credits,
      reason,
      caseId,
      status,
      requestedBy: operator.userId,
      requestedByEmail: operator.email,
    })
    .onConflictDoNothing()
    .returning()
  if (created) {
    const after = { id, credits, status }
    await recordEvent(tx, operator, { verb: 'credits.requested', workspaceId, reason, after })
    return created
  }
  const existing = await adjustmentOf(tx, workspaceId, id)
  const isSame = existing.credits === credits && existing.reason === reason && existing.caseId === caseId
  if (!isSame) throw adjustmentReused()
  return existing
}

export const adjustmentReused = () =>
  new Refusal(
    'request.reused',
    'This form was already used for another adjustment. Reload the page and try again.',
  )

/** Applies an adjustment that needs no approval, or has it. */
export const continueAdjustment = async (adjustment: Adjustment): Promise<Adjustment> =>
  adjustment.status === 'approved' ? applyAdjustment(adjustment) : adjustment

export const DecideAdjustmentInput = z.object({
  workspaceId: rowNumber,
  id: z.uuid(),
  /** The mark of the request the operator saw. */
  seen: z.string().min(1).max(100),
  approve: z.boolean(),
})

/** Identifies a request as shown; an approval applies to exactly this request. */
export const markOfAdjustment = ({ workspaceId, id, credits, reason }: Adjustment): string =>
  createHash('sha256')
    .update(JSON.stringify([workspaceId, id, credits, reason]))
    .digest('hex')
    .slice(0, 32)

/**
 * A second operator, who is another person and does not belong to the workspace, approves or rejects a request.
 * @throws Refusal `not-found`, `adjustment.own`, `adjustment.decided`, `adjustment.changed`, `operator.own-workspace`
 */
export async function decideAdjustment(
  operator: Operator,
  { workspaceId, id, seen, approve }: z.output<typeof DecideAdjustmentInput>,
): Promise<Adjustment> {
  const { decided, notified } = await system().transaction(async (tx) => {
    const [row] = await tx.select().from(operatorAdjustments).where(isThis(workspaceId, id)).for('update')
    if (!row) throw notFound('adjustment')
    if (isSamePerson(operator, { userId: row.requestedBy, email: row.requestedByEmail })) {
      throw new Refusal(
        'adjustment.own',
        'You requested this. Another operator needs to approve or reject it.',
      )
    }
    if (seen !== markOfAdjustment(row)) {
      throw new Refusal(
        'adjustment.changed',
        'This is not the request you saw. Reload the page and review it again.',
      )
    }
    await refuseOwnWorkspaces(tx, operator, [workspaceId])
    const status = approve ? 'approved' : 'rejected'
    if (row.status !== 'waiting') {
      if (row.decidedBy === operator.userId && (row.status === 'rejected') === !approve)
        return { decided: row, notified: null }
      throw new Refusal(
        'adjustment.decided',
        'This request was already approved or rejected. Reload the page to see the result.',
      )
    }
    const [changed] = await tx
      .update(operatorAdjustments)
      .set({ status, decidedBy: operator.userId, decidedAt: marketNow })
      .where(isThis(workspaceId, id))
      .returning()
    await recordEvent(tx, operator, {
      verb: approve ? 'credits.approved' : 'credits.rejected',
      workspaceId,
      reason: row.reason,
      before: { id, credits: row.credits, status: row.status },
      after: { id, credits: row.credits, status },
    })
    const decided = changed ?? row
    return { decided, notified: await settleCase(tx, decided) }
  })
  if (notified) await deliver(notified)
  return continueAdjustment(decided)
}

/** Posts an approved adjustment. Safe to repeat, because its id is the ledger key. */
async function applyAdjustment(adjustment: Adjustment): Promise<Adjustment> {
  const { workspaceId, id } = adjustment
  const outcome = await post(workspaceId, await commandFor(adjustment))
  const change = outcome.ok
    ? { status: 'applied' as const, entrySeq: outcome.seq, refusal: null }
    : { status: 'rejected' as const, refusal: `Only ${outcome.left} credits are left to remove.` }
  const applied = await system().transaction(async (tx) => {
    const [row] = await tx
      .update(operatorAdjustments)
      .set(change)
      .where(and(isThis(workspaceId, id), eq(operatorAdjustments.status, 'approved')))
      .returning()
    return row && { row, notified: await settleCase(tx, row) }
  })
  if (applied?.notified) await deliver(applied.notified)
  return applied?.row ?? adjustmentOf(system(), workspaceId, id)
}

async function commandFor(adjustment: Adjustment): Promise<Command> {
  const { id, credits, reason, requestedBy, caseId } = adjustment
  if (caseId) return commandOfCase({ ...adjustment, caseId })
  const fields = {
    key: keyId(`adjustment:${id}`),
    inputHash: inputHash(['adjustment', id, credits]),
    credits: Math.abs(credits),
    actorId: requestedBy,
    reason,
  }
  if (credits < 0) return { type: 'deduct', ...fields }
  return {
    type: 'grant',
    kind: 'correction',
    ...fields,
    subjectKind: subjectIds.correction,
    subjectId: id,
    expiry: env().EXTRA_CREDITS_EXPIRY,
  }
}

/** Posts approved adjustments whose process stopped before reaching the ledger. */
export async function finishAdjustments(): Promise<number> {
  const unfinished = await system()
    .select()
    .from(operatorAdjustments)
    .where(
      and(
        eq(operatorAdjustments.status, 'approved'),
        lt(
          sql`coalesce(${operatorAdjustments.decidedAt}, ${operatorAdjustments.requestedAt})`,
          sql`${marketNow} - interval '1 minute'`,
        ),
      ),
    )
    .limit(100)
  // One that fails does not hold up the others.
  for (const adjustment of unfinished)
    await applyAdjustment(adjustment).catch((error) =>
      log.error(
        { err: error, id: adjustment.id },
        'an adjustment could not be applied; the sweep will retry',
      ),
    )
  return unfinished.length
}

export async function waitingAdjustments(): Promise<Adjustment[]> {
  return system()
    .select()
    .from(operatorAdjustments)
    .where(inArray(operatorAdjustments.status, ['waiting', 'approved']))
    .orderBy(operatorAdjustments.requestedAt)
    .limit(200)
}

async function adjustmentOf(db: Queryable, workspaceId: number, id: string): Promise<Adjustment> {
  const [row] = await db.select().from(operatorAdjustments).where(isThis(workspaceId, id))
  if (!row) throw notFound('adjustment')
  return row
}

const isThis = (workspaceId: number, id: string) =>
  and(eq(operatorAdjustments.workspaceId, workspaceId), eq(operatorAdjustments.id, id))
