import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { valuations } from '@/db/schema'
import { logUnknown } from '@/lib/core/log'
import { renew } from '@/lib/metering/metered'
import { isReserved } from '@/lib/metering/open-reservations'
import { estimateHome } from './estimate-home'
import { DescribedHome } from './home-input'
import type { Doubt } from './model/value-home'
import { endValuation, isUnfinished, settleValuation, VALUATION_LEASE_SECONDS } from './settle-valuation'
import { trainedFor } from './trained-model'

export type ValuationJob = { workspaceId: number; id: string }
type Attempt = { signal?: AbortSignal; last: boolean }

/** Somebody cancelled it, or another worker finished it. */
class NoLongerWanted extends Error {}
class WaitedTooLong extends Error {}

/**
 * Makes a valuation, whichever worker and however often. The estimate is stored and only then paid for; where too little
 * is known for one, that is said and nothing is charged (R13).
 */
export async function makeValuation(job: ValuationJob, attempt: Attempt = { last: true }): Promise<void> {
  const { workspaceId, id } = job
  try {
    await make(job)
  } catch (error) {
    // A worker that is being stopped leaves the valuation to the next one.
    if (attempt.signal?.aborted && !attempt.last) throw error
    if (!(error instanceof NoLongerWanted)) {
      const waited = error instanceof WaitedTooLong
      if (!waited && !attempt.last) throw error
      const failure = waited
        ? 'It waited too long to be started.'
        : `Something went wrong on our side. Reference ${logUnknown(error, 'valuation-make')}.`
      await endValuation(workspaceId, id, { status: 'failed', failure })
    }
  }
  await settleValuation(workspaceId, id)
}

async function make({ workspaceId, id }: ValuationJob): Promise<void> {
  const progress = progressOf(workspaceId, id)
  const valuation = await progress(10)
  // Work that waited so long that its price was given back must not be delivered unpaid.
  if (!(await isReserved(workspaceId, valuation.holdId))) throw new WaitedTooLong()
  await trainedFor(valuation.valuedOn)
  await progress(60)
  const answer = await estimateHome(DescribedHome.parse(valuation.home), valuation.valuedOn)
  if ('doubt' in answer) {
    await endValuation(workspaceId, id, { status: 'declined', failure: doubtWords[answer.doubt] })
    return
  }
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(valuations)
      .set({ status: 'ready', progressPercent: 100, ...answer.result, finishedAt: marketNow })
      .where(isUnfinished(workspaceId, id)),
  )
}

const doubtWords: Record<Doubt, string> = {
  outside: 'Fewer than ten sales are recorded within three miles of it, so an estimate would be a guess.',
  'nothing-alike':
    'Nothing like it was sold nearby: the recorded sales around it are of another size, age or kind, so an estimate would be a guess.',
  'too-wide':
    'The sales around it disagree so much that a range holding four of five homes would be too wide to help.',
}

/** Stores how far it is, and says that the work is alive so that its hold is not swept. */
function progressOf(workspaceId: number, id: string) {
  return async (percent: number) => {
    const [valuation] = await inWorkspace(workspaceId, (tx) =>
      tx
        .update(valuations)
        .set({ status: 'running', progressPercent: percent })
        .where(isUnfinished(workspaceId, id))
        .returning(),
    )
    if (!valuation) throw new NoLongerWanted()
    await renew(workspaceId, valuation.holdId, VALUATION_LEASE_SECONDS)
    return valuation
  }
}
