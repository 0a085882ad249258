import type { Sale } from '@/lib/sales/sale'
import { dayNumber } from '../model/day-number.ts'
import { marketOf } from '../model/evidence.ts'
import { estimate, type Model } from '../model/model.ts'
import { finish, trainModel } from '../model/training/train.ts'
import { daysAfter, FEWEST_DAYS, trainedUntilFor } from '../model/training/training-day.ts'
import { valueHome } from '../model/value-home.ts'

export type Score = {
  sales: number
  medianErrorPercent: number
  within10Percent: number
  within20Percent: number
  /** How often the price was within the 80% range. */
  coveragePercent: number
  msPerValuation: number
  trainingSeconds: number
  /** Sales for which the product would decline an estimate. They are included in the figures above. */
  declined: number
  /** Sold before enough other sales were recorded. Not included in any figure. */
  tooEarly: number
}

type Tried = { off: number; covered: boolean; declined: boolean; tookMs: number }

/**
 * Values sales that the model has not seen, each as of its own day: neither the model nor the comparables use sales of that
 * day or later, nor any other held-out sale.
 */
export function score(recorded: readonly Sale[], heldOut: readonly Sale[]): Score {
  const out = new Set(heldOut.map(nameOf))
  const known = recorded.filter((sale) => !out.has(nameOf(sale)))
  const days = known.map((sale) => sale.soldOn).sort()
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const usable = heldOut.filter((sale) => sale.soldOn >= daysAfter(first, FEWEST_DAYS))
  const tried: Tried[] = []
  let trainingMs = 0
  for (const [until, group] of Map.groupBy(usable, (sale) => trainedUntilFor(sale.soldOn, last))) {
    const beganAt = performance.now()
    const model = finish(trainModel(known, until))
    const market = marketOf(known, model.hedonic)
    trainingMs += performance.now() - beganAt
    for (const sale of group) tried.push(tryOne(model, market, sale))
  }
  return { ...summary(tried), trainingSeconds: trainingMs / 1000, tooEarly: heldOut.length - usable.length }
}

const nameOf = ({ parcel, soldOn }: Sale) => `${parcel}:${soldOn}`

function tryOne(model: Model, market: ReturnType<typeof marketOf>, sale: Sale): Tried {
  const day = dayNumber(sale.soldOn)
  const startedAt = performance.now()
  const answer = valueHome(model, market, sale, day)
  const tookMs = performance.now() - startedAt
  const { log, expectedError } = estimate(model, market, sale, day)
  const apart = Math.log(sale.priceUsd) - log
  return {
    off: Math.abs(Math.exp(-apart) - 1),
    covered: Math.abs(apart) <= model.reach * expectedError,
    declined: 'doubt' in answer,
    tookMs,
  }
}

function summary(tried: readonly Tried[]) {
  const percentOf = (wanted: (one: Tried) => boolean) => (100 * tried.filter(wanted).length) / tried.length
  const offs = tried.map(({ off }) => off).sort((a, b) => a - b)
  const middle =
    ((offs[Math.floor((offs.length - 1) / 2)] ?? 0) + (offs[Math.floor(offs.length / 2)] ?? 0)) / 2
  return {
    sales: tried.length,
    medianErrorPercent: 100 * middle,
    within10Percent: percentOf(({ off }) => off <= 0.1),
    within20Percent: percentOf(({ off }) => off <= 0.2),
    coveragePercent: percentOf(({ covered }) => covered),
    msPerValuation: tried.reduce((sum, { tookMs }) => sum + tookMs, 0) / tried.length,
    declined: tried.filter(({ declined }) => declined).length,
  }
}
