import { inWorkspace } from '@/db/client'
import { auditEvents, valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { giveBack } from '@/lib/metering/give-back'
import { isValuation } from './settle-valuation'
import { valuationFault } from './valuation-fault'

/**
 * "This did not work": looks at the stored valuation and gives its credits back, once, when it is broken.
 * @throws Refusal `not-found`, `valuation.not-broken`
 */
export async function reportBrokenValuation(
  ctx: WorkspaceContext,
  { id }: { id: string },
): Promise<{ credits: number; fault: string }> {
  const { workspaceId, userId } = ctx
  const [valuation] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(valuations).where(isValuation(workspaceId, id)),
  )
  if (valuation?.status !== 'ready') throw notFound('valuation')
  const fault = valuation.givenBackFor ?? valuationFault(valuation)
  if (!fault) {
    throw new Refusal(
      'valuation.not-broken',
      'We looked: the comparable sales are there, lie before the day of the value and add up, so it was delivered and its credits are not given back. If the home was described otherwise than it is, change it and value it again.',
    )
  }
  const { credits } = await giveBack(ctx, {
    holdId: valuation.holdId,
    subject: { kind: 'valuation', id },
    reason: `Valuation of “${valuation.label}” did not work: ${fault}`,
  })
  await inWorkspace(workspaceId, async (tx) => {
    await tx.update(valuations).set({ givenBackFor: fault }).where(isValuation(workspaceId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'valuation.give-back', detail: { id, fault, credits } })
  })
  return { credits, fault }
}
