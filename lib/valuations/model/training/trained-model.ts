import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { valuationModels } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { log } from '@/lib/core/logging/log'
import { getSalesSummary, loadSales, type SalesSummary } from '@/lib/sales/recorded-sales'
import type { Sale } from '@/lib/sales/sale'
import { type Market, marketOf } from '../evidence'
import type { Model } from '../model'
import { METHOD, pack, unpack } from './artifact'
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
export async function getTrainedModel(valuedOn: string): Promise<Trained> {
  const summary = await getSalesSummary()
  assert(summary, 'a home is valued only where sales are recorded')
  const trainedUntil = trainedUntilFor(valuedOn, summary.to)
  const fingerprint = fingerprintOf(summary)
  const key = `${fingerprint}:${trainedUntil}`
  const known = cached.get(key)
  if (known) return known
  const loading = load(trainedUntil, fingerprint).catch((error) => {
    cached.delete(key)
    throw error
  })
  cached.set(key, loading)
  for (const old of [...cached.keys()].slice(0, -MOST_KEPT)) cached.delete(old)
  return loading
}

async function load(trainedUntil: string, fingerprint: string): Promise<Trained> {
  const [sales, stored] = await Promise.all([loadSales(), storedModel(trainedUntil, fingerprint)])
  const model = stored ?? (await train(sales, trainedUntil, fingerprint))
  return { model, market: marketOf(sales, model.hedonic) }
}

async function storedModel(trainedUntil: string, fingerprint: string): Promise<Model | null> {
  const [row] = await system()
    .select()
    .from(valuationModels)
    .where(eq(valuationModels.trainedUntil, trainedUntil))
  return row?.fingerprint === fingerprint ? unpack(row.artefact) : null
}

/** Trains on all recorded sales, unless already done, so that the first valuation does not have to wait. */
export async function trainLatest(): Promise<void> {
  const summary = await getSalesSummary()
  if (!summary) return
  const trainedUntil = dayAfter(summary.to)
  const fingerprint = fingerprintOf(summary)
  if (await isStored(trainedUntil, fingerprint)) return
  await train(await loadSales(), trainedUntil, fingerprint)
}

async function isStored(trainedUntil: string, fingerprint: string): Promise<boolean> {
  const rows = await system()
    .select({ trainedUntil: valuationModels.trainedUntil })
    .from(valuationModels)
    .where(and(eq(valuationModels.trainedUntil, trainedUntil), eq(valuationModels.fingerprint, fingerprint)))
  return rows.length > 0
}

const fingerprintOf = (summary: SalesSummary) => `${METHOD}:${summary.fingerprint}`

/** Yields to other work while it trains, because the same process may be serving pages. */
async function train(sales: readonly Sale[], trainedUntil: string, fingerprint: string): Promise<Model> {
  const startedAt = performance.now()
  const work = trainModel(sales, trainedUntil)
  let step = work.next()
  while (!step.done) {
    await yieldToOthers()
    step = work.next()
  }
  const row = { fingerprint, artefact: pack(step.value), trainedAt: await readMarketNow() }
  await system()
    .insert(valuationModels)
    .values({ trainedUntil, ...row })
    .onConflictDoUpdate({ target: valuationModels.trainedUntil, set: row })
  log.info({ trainedUntil, tookMs: Math.round(performance.now() - startedAt) }, 'valuation model trained')
  return step.value
}
