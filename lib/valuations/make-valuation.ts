import { isRefusal } from '@/lib/core/errors'
import type { WorkJob } from '@/lib/paid-work/paid-work'
import { type Attempt, type Maker, runWork } from '@/lib/paid-work/run'
import { findSalesSource } from '@/lib/sales/source'
import { DescribedHome } from './home-input'
import { estimateHome } from './model/estimate-home'
import { getTrainedModel } from './model/training/trained-model'
import type { Doubt } from './model/value-home'
import { type Valuation, valuationWork } from './valuation-work'

/** Makes a valuation. Without enough data it is declined with a reason, and nothing is charged (R13). */
export function makeValuation(job: WorkJob, attempt?: Attempt): Promise<void> {
  return runWork(valuationWork, job, valuationMaker, attempt)
}

const valuationMaker: Maker<Valuation> = {
  async make({ workspaceId, home, valuedOn, saleSetId }, { reached }) {
    const source = await findSalesSource(workspaceId, saleSetId)
    await getTrainedModel(valuedOn, source)
    await reached(60)
    const answer = await estimateHome(DescribedHome.parse(home), valuedOn, source)
    return 'doubt' in answer ? { declined: declineReasons[answer.doubt] } : { ready: answer.result }
  },
  failureMessage: (error) =>
    isRefusal(error, 'sales.deleted') ? 'The sales data of this valuation was deleted.' : null,
}

const declineReasons: Record<Doubt, string> = {
  outside: 'Fewer than ten sales are recorded within three miles, so an estimate would be a guess.',
  'nothing-alike':
    'No similar homes sold nearby. Nearby sales differ in size, age or type, so an estimate would be a guess.',
  'too-wide': 'Nearby sale prices vary too much for a useful estimate.',
}
