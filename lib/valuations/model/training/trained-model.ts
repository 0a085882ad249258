import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { valuationModels } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { log } from '@/lib/core/logging/log'
import { getSalesSummary, loadSales } from '@/lib/sales/recorded-sales'
import type { Sale, SalesSummary } from '@/lib/sales/sale'
import { countySales, type SalesSource } from '@/lib/sales/source'
import { type Market, marketOf } from '../evidence'
import type { Model } from '../model'
import { withSurroundings } from '../surroundings'
import { METHOD, pack } from './artifact'
import { readStoredModel, storeModel } from './stored-model'
import { trainModel } from './train'
import { dayAfter, trainedUntilFor } from './training-day'

/** A model with the recorded sales in its form. */
export type Trained = { model: Model; market: Market }

/** Each contains all sales, so only the latest few stay in memory. */
const MOST_KEPT = 3
const cached = new Map<string, Promise<Trained>>()

/**
 * The model for a valuation as of a day, trained on the sales before that day's month. Loaded from memory or the database,
 * or trained now, which takes some seconds.
 */
export async function getTrainedModel(valuedOn: string, source: SalesSource = countySales): Promise<Trained> {
  const summary = await getSalesSummary(source)
  assert(summary, 'a home is valued only where sales are recorded')
  const trainedUntil = trainedUntilFor(valuedOn, summary.to)
  const fingerprint = fingerprintOf(summary)
  const key = `${placeOf(source)}:${fingerprint}:${trainedUntil}`
  const known = cached.get(key)
  if (known) return known
  const loading = load(source, trainedUntil, fingerprint).catch((error) => {
    cached.delete(key)
    throw error
  })
  cached.set(key, loading)
  for (const old of [...cached.keys()].slice(0, -MOST_KEPT)) cached.delete(old)
  return loading
}

const placeOf = (source: SalesSource) =>
  source.kind === 'own' ? `${source.workspaceId}:${source.setId}` : 'county'

/** The sales of a source as the model needs them. */
export async function loadModelSales(source: SalesSource): Promise<Sale[]> {
  const sales = await loadSales(source)
  return source.kind === 'own' ? withSurroundings(sales) : sales
}

async function load(source: SalesSource, trainedUntil: string, fingerprint: string): Promise<Trained> {
  const [sales, stored] = await Promise.all([
    loadModelSales(source),
    readStoredModel(source, trainedUntil, fingerprint),
  ])
  const model = stored ?? (await trainAndStore(source, sales, trainedUntil, fingerprint))
  return { model, market: marketOf(sales, model.hedonic) }
}

/** Trains on all recorded sales, unless already done, so that the first valuation does not have to wait. */
export async function trainLatest(): Promise<void> {
  const summary = await getSalesSummary()
  if (!summary) return
  const trainedUntil = dayAfter(summary.to)
  const fingerprint = fingerprintOf(summary)
  if (await isStored(trainedUntil, fingerprint)) return
  await trainAndStore(countySales, await loadSales(), trainedUntil, fingerprint)
}

async function isStored(trainedUntil: string, fingerprint: string): Promise<boolean> {
  const rows = await system()
    .select({ trainedUntil: valuationModels.trainedUntil })
    .from(valuationModels)
    .where(and(eq(valuationModels.trainedUntil, trainedUntil), eq(valuationModels.fingerprint, fingerprint)))
  return rows.length > 0
}

export const fingerprintOf = (summary: SalesSummary) => `${METHOD}:${summary.fingerprint}`

/** Yields to other work while it trains, because the same process may be serving pages. */
export async function trainAndStore(
  source: SalesSource,
  sales: readonly Sale[],
  trainedUntil: string,
  fingerprint: string,
): Promise<Model> {
  const startedAt = performance.now()
  const model = await runYielding(trainModel(sales, trainedUntil))
  await storeModel(source, { trainedUntil, fingerprint, artefact: pack(model) })
  log.info({ trainedUntil, tookMs: Math.round(performance.now() - startedAt) }, 'valuation model trained')
  return model
}

/** Runs work to its end, with turns for other work in between. */
export async function runYielding<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await yieldToOthers()
  }
}
