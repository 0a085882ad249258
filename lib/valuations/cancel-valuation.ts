import { inWorkspace } from '@/db/client'
import { auditEvents, valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { cancelFreely } from '@/lib/metering/free-cancel'
import { endValuation, isValuation } from './settle-valuation'

/**
 * Cancels a valuation that is not finished; nothing is charged. Canceling twice is canceling once.
 * @throws Refusal `not-found`, `valuation.ready`, `cancel.limit`
 */
export async function cancelValuation(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  const before = await statusOf(ctx, id)
  if (!before) throw notFound('valuation')
  const cancel = () => endValuation(workspaceId, id, { status: 'cancelled' })
  if (await cancelFreely(workspaceId, before === 'running', cancel)) {
    await inWorkspace(workspaceId, (tx) =>
      tx
        .insert(auditEvents)
        .values({ workspaceId, actorId: userId, verb: 'valuation.cancel', detail: { id } }),
    )
    return
  }
  if ((await statusOf(ctx, id)) === 'ready') {
    throw new Refusal(
      'valuation.ready',
      'This valuation was finished before it could be canceled. Reload the page to read it.',
    )
  }
}

async function statusOf({ workspaceId }: WorkspaceContext, id: string) {
  const [valuation] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ status: valuations.status }).from(valuations).where(isValuation(workspaceId, id)),
  )
  return valuation?.status
}
