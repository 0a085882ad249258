import { inWorkspace } from '@/db/client'
import { auditEvents, valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { endValuation, isValuation } from './settle-valuation'

/** Stops a valuation that is not made yet; nothing is charged. Cancelling twice is cancelling once. */
export async function cancelValuation(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  if (await endValuation(workspaceId, id, { status: 'cancelled' })) {
    await inWorkspace(workspaceId, (tx) =>
      tx
        .insert(auditEvents)
        .values({ workspaceId, actorId: userId, verb: 'valuation.cancel', detail: { id } }),
    )
    return
  }
  const [valuation] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ status: valuations.status }).from(valuations).where(isValuation(workspaceId, id)),
  )
  if (!valuation) throw notFound('valuation')
  if (valuation.status === 'ready') {
    throw new Refusal(
      'valuation.ready',
      'This valuation was finished before it could be cancelled. Reload the page to read it.',
    )
  }
}
