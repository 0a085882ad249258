import { system } from '@/db/client'
import { reports } from '@/db/schema'
import { languageModel } from '@/lib/ai/language-model'
import { loadFigures } from '@/lib/reports/figures/load-figures'
import { writeSummary } from '@/lib/reports/figures/summary/write-summary'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { countySales } from '@/lib/sales/source'
import type { PastWork } from './past.ts'

/** Typical report periods within the recorded sales. */
const PERIODS: [from: string, to: string][] = [
  ['2014-10-01', '2015-03-31'],
  ['2015-01-01', '2015-03-31'],
  ['2014-07-01', '2014-12-31'],
  ['2014-05-02', '2015-03-31'],
]
/** A few areas and periods, so a demo with many reports is created in seconds. */
const AREAS = 8

/** Seeds the reports of the past ledger entries: created by the product's own code, backdated. */
export async function seedReports(workspaceId: number, past: readonly PastWork[]): Promise<void> {
  const records = await listRecordedAreas()
  if (!records || past.length === 0) return
  const areas = records.areas.toSorted((a, b) => b.salesCount - a.salesCount).slice(0, AREAS)
  const { model, label, builtIn } = languageModel()
  const made = new Map<string, Awaited<ReturnType<typeof makeOne>>>()
  const rows: (typeof reports.$inferInsert)[] = []
  for (const { id, holdId, actorId, at, pick } of past) {
    const zipCode = areas[Math.floor(pick * areas.length)]?.zipCode ?? areas[0]?.zipCode ?? ''
    const [from, to] = PERIODS[Math.floor(pick * 997) % PERIODS.length] ?? ['2015-01-01', '2015-03-31']
    const name = `${zipCode}:${from}:${to}`
    const result = made.get(name) ?? (await makeOne(zipCode, from, to))
    made.set(name, result)
    rows.push({
      workspaceId,
      id,
      area: { kind: 'zip', zipCode },
      areaName: zipCode,
      periodFrom: from,
      periodTo: to,
      status: 'ready',
      progressPercent: 100,
      holdId,
      ...result,
      model: builtIn ? label : `the model ${label}`,
      createdBy: actorId,
      createdAt: new Date(at),
      finishedAt: new Date(at + 1_000),
    })
  }
  await system().insert(reports).values(rows)

  async function makeOne(zipCode: string, from: string, to: string) {
    const figures = await loadFigures(
      { kind: 'zip', zipCode },
      { from, to },
      records?.period ?? { from, to },
      countySales,
    )
    return { figures, summary: await writeSummary(figures, model) }
  }
}
