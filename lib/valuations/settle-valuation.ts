import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { valuations } from '@/db/schema'
import { capture, release } from '@/lib/metering/metered'

/** How long a valuation may be silent before its work is taken for dead; renewed while it waits and while it is made. */
export const VALUATION_LEASE_SECONDS = 5 * 60

export const UNFINISHED = ['queued', 'running'] as const

export const isValuation = (workspaceId: number, id: string) =>
  and(eq(valuations.workspaceId, workspaceId), eq(valuations.id, id))

/** The status is the arbiter: it changes from unfinished to finished once, whoever tries, and decides what is paid. */
export const isUnfinished = (workspaceId: number, id: string) =>
  and(isValuation(workspaceId, id), inArray(valuations.status, [...UNFINISHED]))

/** Finished without an estimate. */
export const ENDED = ['declined', 'failed', 'cancelled'] as const
const isEnded = (status: string) => ENDED.some((ended) => ended === status)

/** Pays for a valuation that is ready and frees what any other finished one held (R13). Safe at any time, and to repeat. */
export async function settleValuation(workspaceId: number, id: string): Promise<void> {
  const [valuation] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ status: valuations.status, holdId: valuations.holdId })
      .from(valuations)
      .where(isValuation(workspaceId, id)),
  )
  if (valuation?.status === 'ready') await capture(workspaceId, valuation.holdId, 1)
  else if (valuation && isEnded(valuation.status)) await release(workspaceId, valuation.holdId)
}

/** Ends an unfinished valuation without a result, then frees its hold. False: it was finished already. */
export async function endValuation(
  workspaceId: number,
  id: string,
  ending: { status: 'failed' | 'declined'; failure: string } | { status: 'cancelled' },
): Promise<boolean> {
  const ended = await inWorkspace(workspaceId, (tx) =>
    tx
      .update(valuations)
      .set({ ...ending, finishedAt: marketNow })
      .where(isUnfinished(workspaceId, id))
      .returning({ id: valuations.id }),
  )
  await settleValuation(workspaceId, id)
  return ended.length > 0
}
