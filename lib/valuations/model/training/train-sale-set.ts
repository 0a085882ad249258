import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { saleSets } from '@/db/schema'
import { isRefusal } from '@/lib/core/errors'
import { getSalesSummary } from '@/lib/sales/recorded-sales'
import type { Sale } from '@/lib/sales/sale'
import { findSalesSource, type SalesSource } from '@/lib/sales/source'
import { dayNumber } from '../day-number'
import { marketOf } from '../evidence'
import { estimate } from '../model'
import { missingForModel, testedMonthOf } from './enough-sales'
import { trainModel } from './train'
import { fingerprintOf, loadModelSales, runYielding, trainAndStore } from './trained-model'
import { dayAfter } from './training-day'

type Set = typeof saleSets.$inferInsert
type Outcome = Pick<Set, 'modelStatus' | 'modelNote' | 'medianErrorPercent' | 'testedMonth' | 'testedSales'>

/**
 * Trains the model of a data set: first without its newest month, to measure how far off it is there, then on all of it.
 * Says what is missing if there is not enough. Safe to repeat.
 */
export async function trainSaleSet({ workspaceId, id }: { workspaceId: number; id: string }): Promise<void> {
  const source = await findOwn(workspaceId, id)
  if (!source) return
  const sales = await loadModelSales(source)
  await setOutcome(source, await outcomeOf(source, sales))
}

async function findOwn(workspaceId: number, id: string) {
  try {
    const source = await findSalesSource(workspaceId, id)
    return source.kind === 'own' ? source : null
  } catch (error) {
    // It was deleted in the meantime.
    if (isRefusal(error, 'sales.deleted')) return null
    throw error
  }
}

async function outcomeOf(source: SalesSource, sales: readonly Sale[]): Promise<Outcome> {
  const missing = missingForModel(sales)
  const month = testedMonthOf(sales)
  const summary = await getSalesSummary(source)
  if (missing || !month || !summary) return { modelStatus: 'declined', modelNote: missing, ...UNTESTED }
  const tested = await errorOn(sales, month)
  await trainAndStore(source, sales, dayAfter(summary.to), fingerprintOf(summary))
  return {
    modelStatus: 'ready',
    modelNote: null,
    medianErrorPercent: tested.medianErrorPercent,
    testedMonth: `${month}-01`,
    testedSales: tested.sales,
  }
}

const UNTESTED = { medianErrorPercent: null, testedMonth: null, testedSales: null }

/** How far off the model is on sales from a month on that it has not seen, in the median. */
async function errorOn(
  sales: readonly Sale[],
  month: string,
): Promise<{ medianErrorPercent: number; sales: number }> {
  const from = `${month}-01`
  const seen = sales.filter(({ soldOn }) => soldOn < from)
  const model = await runYielding(trainModel(seen, from))
  const market = marketOf(seen, model.hedonic)
  const offs = sales
    .filter(({ soldOn }) => soldOn.startsWith(month))
    .map((sale) => {
      const { log } = estimate(model, market, sale, dayNumber(sale.soldOn))
      return Math.abs(Math.exp(log - Math.log(sale.priceUsd)) - 1)
    })
    .sort((a, b) => a - b)
  const middle = offs.length / 2
  const median = ((offs[Math.ceil(middle) - 1] ?? 0) + (offs[Math.floor(middle)] ?? 0)) / 2
  return { medianErrorPercent: Math.round(median * 1_000) / 10, sales: offs.length }
}

async function setOutcome(source: SalesSource, outcome: Outcome): Promise<void> {
  if (source.kind !== 'own') return
  const { workspaceId, setId, revision } = source
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(saleSets)
      .set({ ...outcome, modelRevision: revision })
      // If more sales came in the meantime, their own job follows.
      .where(
        and(eq(saleSets.workspaceId, workspaceId), eq(saleSets.id, setId), eq(saleSets.revision, revision)),
      ),
  )
}

/** What a data set shows when its training crashed its process three times. */
export async function failTraining({ workspaceId, id }: { workspaceId: number; id: string }): Promise<void> {
  const source = await findOwn(workspaceId, id)
  if (!source) return
  const modelNote = 'Training failed three times. Reports work; contact support about valuations.'
  await setOutcome(source, { modelStatus: 'failed', modelNote, ...UNTESTED })
}
