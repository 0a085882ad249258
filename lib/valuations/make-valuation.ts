import type { WorkJob } from '@/lib/paid-work/paid-work'
import { type Attempt, type Maker, runWork } from '@/lib/paid-work/run'
import { DescribedHome } from './home-input'
import { estimateHome } from './model/estimate-home'
import { trainedFor } from './model/training/trained-model'
import type { Doubt } from './model/value-home'
import { type Valuation, valuationWork } from './valuation-work'

/** Makes a valuation. Where too little is known for an estimate, it says so and nothing is charged (R13). */
export function makeValuation(job: WorkJob, attempt?: Attempt): Promise<void> {
  return runWork(valuationWork, job, valuationMaker, attempt)
}

const valuationMaker: Maker<Valuation> = {
  async make({ home, valuedOn }, { reached }) {
    await trainedFor(valuedOn)
    await reached(60)
    const answer = await estimateHome(DescribedHome.parse(home), valuedOn)
    return 'doubt' in answer ? { declined: doubtWords[answer.doubt] } : { ready: answer.result }
  },
}

const doubtWords: Record<Doubt, string> = {
  outside: 'Fewer than ten sales are recorded within three miles of it, so an estimate would be a guess.',
  'nothing-alike':
    'Nothing like it was sold nearby: the recorded sales around it are of another size, age or kind, so an estimate would be a guess.',
  'too-wide':
    'The sales around it disagree so much that a range holding four of five homes would be too wide to help.',
}
