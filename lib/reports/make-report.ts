import { aiFailureMessage } from '@/lib/ai/call-outcome'
import { type ChosenModel, languageModel } from '@/lib/ai/language-model'
import { recordModelCalls } from '@/lib/ai/record-calls'
import { assert } from '@/lib/core/assert'
import { isRefusal } from '@/lib/core/errors'
import type { WorkJob } from '@/lib/paid-work/paid-work'
import { type Attempt, type Maker, runWork } from '@/lib/paid-work/run'
import { Area } from '@/lib/sales/area'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { findSalesSource } from '@/lib/sales/source'
import { loadFigures } from './figures/load-figures'
import { UnusableSummary, writeSummary } from './figures/summary/write-summary'
import { type Report, reportWork } from './report-work'

/** Makes a report: first the figures, then their summary. */
export function makeReport(
  job: WorkJob,
  { model = languageModel(), attempt }: { model?: ChosenModel; attempt?: Attempt } = {},
): Promise<void> {
  return runWork(reportWork, job, reportMaker(model), attempt)
}

const reportMaker = (chosen: ChosenModel): Maker<Report> => ({
  async make({ workspaceId, id, area, periodFrom, periodTo, saleSetId }, { reached, signal }) {
    const { model, label, builtIn } = recordModelCalls(chosen, {
      workspaceId,
      subject: { kind: 'report', id },
    })
    const source = await findSalesSource(workspaceId, saleSetId)
    const records = await listRecordedAreas(source)
    assert(records, 'a report can be requested only where sales are recorded')
    const figures = await loadFigures(
      Area.parse(area),
      { from: periodFrom, to: periodTo },
      records.period,
      source,
    )
    await reached(40)
    const summary = await writeSummary(figures, model, signal)
    await reached(90)
    return { ready: { figures, summary, model: builtIn ? label : `the model ${label}` } }
  },
  failureMessage: (error) =>
    isRefusal(error, 'sales.deleted')
      ? 'The sales data of this report was deleted.'
      : error instanceof UnusableSummary
        ? 'The summary did not pass our checks against the figures, so we discarded it. Try again.'
        : aiFailureMessage(error),
})
