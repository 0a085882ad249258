import { and, eq, isNull } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { type operatorAdjustments, problemCases } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { Command } from '@/lib/credits/model'
import { refundCommand } from '@/lib/metering/refund-hold'
import { type CreatedNotifications, createNotifications } from '@/lib/notifications/notify'
import { isWork } from '@/lib/paid-work/rows'
import { paidWork } from '@/lib/paid-work-kinds/registry'
import { isCase, type StoredCase } from './case-file'

type Adjustment = typeof operatorAdjustments.$inferSelect

/** The ledger's entry for a case's refund: the work is its subject, so the statement names it. */
export async function commandOfCase({
  workspaceId,
  caseId,
  credits,
  reason,
  requestedBy,
}: Adjustment & { caseId: string }): Promise<Command> {
  const [found] = await system()
    .select()
    .from(problemCases)
    .where(isCase({ workspaceId, id: caseId }))
  assert(found, `case ${caseId} of an adjustment exists`)
  const subject = { kind: found.workKind, id: found.workId }
  return refundCommand({ holdId: found.holdId, subject, reason }, credits, requestedBy)
}

/**
 * Follows a case's refund, in the transaction that applies or rejects it: answered once it is applied, and open again if it was
 * rejected. Safe to repeat. The caller delivers the notification after the commit.
 */
export async function settleCase(
  tx: Queryable,
  { workspaceId, id, caseId, credits, status }: Adjustment,
): Promise<CreatedNotifications | null> {
  if (!caseId || (status !== 'applied' && status !== 'rejected')) return null
  const isWaiting = and(
    isCase({ workspaceId, id: caseId }),
    eq(problemCases.status, 'open'),
    eq(problemCases.refundId, id),
  )
  if (status === 'rejected') {
    await tx.update(problemCases).set({ answer: null, refundId: null, decidedBy: null }).where(isWaiting)
    return null
  }
  const [answered] = await tx
    .update(problemCases)
    .set({ status: 'answered', decidedAt: marketNow })
    .where(isWaiting)
    .returning()
  if (!answered) return null
  const { table } = paidWork[answered.workKind]
  await tx
    .update(table)
    .set({ givenBackFor: 'You reported a problem.' })
    .where(and(isWork(table, workspaceId, answered.workId), isNull(table.givenBackFor)))
  return notifyOpener(tx, answered, answered.answer ?? '', credits)
}

/** Notifies the member who reported the problem, in the caller's transaction. */
export function notifyOpener(
  tx: Queryable,
  { workspaceId, id, workKind, workId, title, openedBy }: StoredCase,
  answer: string,
  refundedCredits: number,
): Promise<CreatedNotifications> {
  const href = `${paidWork[workKind].href}/${workId}`
  return createNotifications(
    tx,
    workspaceId,
    `case ${id}`,
    { kind: 'case-answered', data: { title, href, answer, refundedCredits } },
    { workOwners: [openedBy], only: ({ userId }) => userId === openedBy },
  )
}
