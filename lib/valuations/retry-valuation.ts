import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { valuations } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { wholeNumber } from '@/lib/core/input'
import { DescribedHome } from './home-input'
import { requestValuation } from './request-valuation'
import { isValuation } from './settle-valuation'

/** `id` is minted with the form, so that a second click is the same valuation (R12). */
export const RetryValuationInput = z.object({
  id: z.uuid(),
  endedId: z.uuid(),
  quotedCredits: wholeNumber,
})

/**
 * The same home once more, after its valuation failed or was cancelled; its price is asked anew, since nothing was charged.
 * One that was declined would be declined again.
 * @throws Refusal `not-found`, `valuation.not-ended`, and those of `requestValuation`
 */
export async function retryValuation(
  ctx: WorkspaceContext,
  { id, endedId, quotedCredits }: z.output<typeof RetryValuationInput>,
): Promise<{ id: string }> {
  const [ended] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx.select().from(valuations).where(isValuation(ctx.workspaceId, endedId)),
  )
  if (!ended) throw notFound('valuation')
  const { status, label, valuedOn } = ended
  if (status !== 'failed' && status !== 'cancelled')
    throw new Refusal('valuation.not-ended', 'This valuation did not fail. Reload the page to see it.')
  return requestValuation(ctx, { ...DescribedHome.parse(ended.home), id, label, valuedOn, quotedCredits })
}
