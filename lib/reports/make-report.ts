import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { reports } from '@/db/schema'
import { accounted } from '@/lib/ai/accounted'
import { faultWords } from '@/lib/ai/fault-words'
import { type ChosenModel, languageModel } from '@/lib/ai/language-model'
import { assert } from '@/lib/core/assert'
import { logUnknown } from '@/lib/core/log'
import { renew } from '@/lib/metering/metered'
import { isReserved } from '@/lib/metering/open-reservations'
import { recordedAreas } from '@/lib/sales/recorded-areas'
import { Area } from './area'
import { loadFigures } from './sales'
import { endReport, isUnfinished, REPORT_LEASE_SECONDS, settleReport } from './settle-report'
import { UnusableSummary, writeSummary } from './write-summary'

export type ReportJob = { workspaceId: number; id: string }

type How = {
  model?: ChosenModel
  attempt?: { signal?: AbortSignal; last: boolean }
}

/** Somebody cancelled it, or another worker finished it. */
class NoLongerWanted extends Error {}

/**
 * Makes a report, whichever worker and however often: figures, then the summary, then the result is stored and only then
 * paid for. Until it is stored nothing is charged (R13).
 */
export async function makeReport(
  job: ReportJob,
  { model, attempt = { last: true } }: How = {},
): Promise<void> {
  const { workspaceId, id } = job
  try {
    const work = { workspaceId, subject: { kind: 'report' as const, id } }
    await make(job, accounted(model ?? languageModel(), work), attempt.signal)
  } catch (error) {
    // A worker that is being stopped leaves the report to the next one.
    if (attempt.signal?.aborted && !attempt.last) throw error
    if (!(error instanceof NoLongerWanted)) {
      const failure = failureWords(error)
      if (!failure && !attempt.last) throw error
      await endReport(workspaceId, id, {
        status: 'failed',
        failure:
          failure ?? `Something went wrong on our side. Reference ${logUnknown(error, 'report-make')}.`,
      })
    }
  }
  await settleReport(workspaceId, id)
}

async function make(
  { workspaceId, id }: ReportJob,
  { model, label, builtIn }: ChosenModel,
  signal?: AbortSignal,
) {
  const progress = progressOf(workspaceId, id)
  const report = await progress(10)
  // Work that waited so long that its price was given back must not be delivered unpaid.
  if (!(await isReserved(workspaceId, report.holdId))) throw new WaitedTooLong()

  const records = await recordedAreas()
  assert(records, 'a report is asked for only where sales are recorded')
  const period = { from: report.periodFrom, to: report.periodTo }
  const figures = await loadFigures(Area.parse(report.area), period, records.period)
  await progress(40)
  const summary = await writeSummary(figures, model, signal)
  await progress(90)
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(reports)
      .set({
        status: 'ready',
        progressPercent: 100,
        figures,
        summary,
        model: builtIn ? label : `the model ${label}`,
        finishedAt: marketNow,
      })
      .where(isUnfinished(workspaceId, id)),
  )
}

/** Stores how far it is, and says that the work is alive so that its hold is not swept. */
function progressOf(workspaceId: number, id: string) {
  return async (percent: number) => {
    const [report] = await inWorkspace(workspaceId, (tx) =>
      tx
        .update(reports)
        .set({ status: 'running', progressPercent: percent })
        .where(isUnfinished(workspaceId, id))
        .returning(),
    )
    if (!report) throw new NoLongerWanted()
    await renew(workspaceId, report.holdId, REPORT_LEASE_SECONDS)
    return report
  }
}

class WaitedTooLong extends Error {}

/** What the reader is told; null: unknown, which may pass when it is tried again. */
function failureWords(error: unknown): string | null {
  if (error instanceof WaitedTooLong) return 'It waited too long to be started.'
  if (error instanceof UnusableSummary)
    return 'The summary did not hold up against the figures, so it was thrown away.'
  return faultWords(error)
}
