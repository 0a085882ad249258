import { and, isNull } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { refundHold } from '@/lib/metering/refund-hold'
import type { PaidWork, WorkRequest, WorkRow } from './paid-work'
import { isWork, requireWork, writeAuditEvent } from './rows'

/**
 * "Report a problem": checks the stored result and refunds its credits, once, if it is broken.
 * @throws Refusal `not-found`, `<kind>.not-broken`
 */
export async function requestRefund<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<{ credits: number; fault: string }> {
  const { kind, table } = work
  const { workspaceId } = ctx
  const row = await requireWork(work, workspaceId, id)
  if (row.status !== 'ready') throw notFound(kind)
  const fault = row.givenBackFor ?? (await work.faultOf(row))
  if (!fault) {
    throw new Refusal(
      `${kind}.not-broken`,
      `We checked this ${kind} and found no errors, so it can’t be refunded. ${work.alternative}`,
    )
  }
  const { credits } = await refundHold(ctx, {
    holdId: row.holdId,
    subject: { kind, id },
    reason: `${work.titleOf(row)}: ${fault}`,
  })
  await inWorkspace(workspaceId, async (tx) => {
    const marked = await tx
      .update(table)
      .set({ givenBackFor: fault })
      .where(and(isWork(table, workspaceId, id), isNull(table.givenBackFor)))
      .returning({ id: table.id })
    // A second click, or another member, gets the same answer and writes nothing.
    if (marked.length > 0) await writeAuditEvent(tx, ctx, `${kind}.give-back`, { id, fault, credits })
  })
  return { credits, fault }
}
