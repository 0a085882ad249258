import { and, isNull } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { refundHold } from '@/lib/metering/refund-hold'
import type { PaidWork, WorkRequest, WorkRow } from './paid-work'
import { isWork, requireWork, writeAuditEvent } from './rows'

/**
 * Checks the stored result and refunds its credits, once, if it is broken. Returns null if we find no fault.
 * @throws Refusal `not-found`
 */
export async function refundIfBroken<Row extends WorkRow, Request extends WorkRequest>(
  work: PaidWork<Row, Request>,
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<{ credits: number; fault: string } | null> {
  const { kind, table } = work
  const { workspaceId } = ctx
  const row = await requireWork(work, workspaceId, id)
  if (row.status !== 'ready') throw notFound(kind)
  const fault = row.givenBackFor ?? (await work.faultOf(row))
  if (!fault) return null
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
