import { inWorkspace, type Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { cancelForFree } from '@/lib/metering/limits-mode/free-cancel'
import { capture, release } from '@/lib/metering/metered'
import type { PaidWork } from './paid-work'
import { ENDED, findWork, isUnfinished, readProgress, writeAuditEvent } from './rows'

export type Ending = { status: 'failed' | 'declined'; failure: string } | { status: 'cancelled' }

/** Charges work that is ready and releases the hold of work that ended without a result (R13). Safe to repeat. */
export async function settleWork(work: PaidWork, workspaceId: number, id: string): Promise<void> {
  const row = await findWork(work, workspaceId, id)
  if (row?.status === 'ready') await capture(workspaceId, row.holdId, 1)
  else if (row && ENDED.includes(row.status)) await release(workspaceId, row.holdId)
}

/**
 * Ends unfinished work without a result, then releases its hold. The status changes from unfinished to finished only
 * once. Returns false if it was already finished. `also` runs in the same transaction, if this call ended it.
 */
export async function endWork(
  work: PaidWork,
  workspaceId: number,
  id: string,
  ending: Ending,
  also?: (tx: Queryable) => Promise<void>,
): Promise<boolean> {
  const { table } = work
  const isEnded = await inWorkspace(workspaceId, async (tx) => {
    const ended = await tx
      .update(table)
      .set({ ...ending, finishedAt: marketNow })
      .where(isUnfinished(table, workspaceId, id))
      .returning({ id: table.id })
    if (ended.length === 0) return false
    await also?.(tx)
    return true
  })
  await settleWork(work, workspaceId, id)
  return isEnded
}

/**
 * Cancels work that is not finished; nothing is charged. Canceling twice is canceling once.
 * @throws Refusal `not-found`, `<kind>.ready`, `cancel.limit`
 */
export async function cancelWork(
  work: PaidWork,
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<void> {
  const { kind } = work
  const { status } = await readProgress(work, ctx, id)
  const wasCanceled = await cancelForFree(ctx.workspaceId, status === 'running', () =>
    endWork(work, ctx.workspaceId, id, { status: 'cancelled' }, (tx) =>
      writeAuditEvent(tx, ctx, `${kind}.cancel`, { id }),
    ),
  )
  if (wasCanceled || (await readProgress(work, ctx, id)).status !== 'ready') return
  throw new Refusal(
    `${kind}.ready`,
    `This ${kind} was finished before it could be canceled. Reload the page to see it.`,
  )
}
