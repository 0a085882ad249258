import { accounted } from '@/lib/ai/accounted'
import { faultWords } from '@/lib/ai/fault-labels'
import { type ChosenModel, languageModel } from '@/lib/ai/language-model'
import { assert } from '@/lib/core/assert'
import type { WorkJob } from '@/lib/paid-work/paid-work'
import { type Attempt, type Maker, runWork } from '@/lib/paid-work/run'
import { Area } from '@/lib/sales/area'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { loadFigures } from './figures/load-figures'
import { UnusableSummary, writeSummary } from './figures/write-summary'
import { type Report, reportWork } from './report-work'

/** Makes a report: figures first, then the summary of them. */
export function makeReport(
  job: WorkJob,
  { model = languageModel(), attempt }: { model?: ChosenModel; attempt?: Attempt } = {},
): Promise<void> {
  return runWork(reportWork, job, reportMaker(model), attempt)
}

const reportMaker = (chosen: ChosenModel): Maker<Report> => ({
  async make({ workspaceId, id, area, periodFrom, periodTo }, { reached, signal }) {
    const { model, label, builtIn } = accounted(chosen, { workspaceId, subject: { kind: 'report', id } })
    const records = await listRecordedAreas()
    assert(records, 'a report can be requested only where sales are recorded')
    const figures = await loadFigures(Area.parse(area), { from: periodFrom, to: periodTo }, records.period)
    await reached(40)
    const summary = await writeSummary(figures, model, signal)
    await reached(90)
    return { ready: { figures, summary, model: builtIn ? label : `the model ${label}` } }
  },
  failureWords: (error) =>
    error instanceof UnusableSummary
      ? 'The summary did not hold up against the figures, so it was thrown away.'
      : faultWords(error),
})
