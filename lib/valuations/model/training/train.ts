import type { Sale } from '@/lib/sales/sale'
import { growForest, type TreeOptions } from '../boosted-trees.ts'
import { dayNumber } from '../day-number.ts'
import { evidenceFor, marketOf } from '../evidence.ts'
import { featuresOf } from '../features.ts'
import { fitHedonic } from '../hedonic.ts'
import { leastSquares } from '../least-squares.ts'
import { errorTerms, estimate, type Model } from '../model.ts'
import { daysAfter } from './training-day.ts'

const TREES: TreeOptions = {
  trees: 250,
  leaves: 16,
  leafRows: 25,
  rate: 0.05,
  rowShare: 0.5,
  featureShare: 0.35,
  penalty: 5,
  seed: 1,
}
/** The last days are held out once, to measure the error on unseen sales, including some time ahead. */
const VALIDATION_DAYS = 46
const COVERED_SHARE = 0.8
/** Yields after this many rows. */
const ROWS_A_TURN = 200

/**
 * Trains on the sales before a day. Yields often, so that the process can do other work in between. The same sales give
 * the same model.
 */
export function* trainModel(sales: readonly Sale[], trainedUntil: string): Generator<void, Model> {
  const before = sales.filter((sale) => sale.soldOn < trainedUntil)
  const cut = dayNumber(trainedUntil) - VALIDATION_DAYS
  const seen = before.filter((sale) => dayNumber(sale.soldOn) < cut)
  const trial = yield* fitTo(seen, daysAfter(trainedUntil, -VALIDATION_DAYS))
  const range = yield* calibrate(
    trial,
    seen,
    before.filter((sale) => dayNumber(sale.soldOn) >= cut),
  )
  return { trainedUntil, ...(yield* fitTo(before, trainedUntil)), ...range }
}

type Fit = Pick<Model, 'hedonic' | 'forest'>

function* fitTo(sales: readonly Sale[], until: string): Generator<void, Fit> {
  const hedonic = fitHedonic(sales, until)
  const market = marketOf(sales, hedonic)
  const rows: number[][] = []
  const targets = new Float64Array(sales.length)
  for (const [i, sale] of market.known.entries()) {
    const evidence = evidenceFor(market, sale, sale.day, sale)
    rows.push(featuresOf(sale, evidence))
    targets[i] = sale.premium - evidence.premium
    if (i % ROWS_A_TURN === 0) yield
  }
  const columns = (rows[0] ?? []).map((_, column) => Float64Array.from(rows, (row) => row[column] as number))
  return { hedonic, forest: yield* growForest(columns, targets, TREES) }
}

/** The model's error on sales after its training data, and how wide a range must be to include 80%. */
function* calibrate(
  fitted: Fit,
  seen: readonly Sale[],
  unseen: readonly Sale[],
): Generator<void, Pick<Model, 'error' | 'reach'>> {
  const market = marketOf(seen, fitted.hedonic)
  const tried: { terms: number[]; off: number }[] = []
  for (const [i, sale] of unseen.entries()) {
    const { log, comparablesLog, evidence } = estimate(
      { ...fitted, error: [] },
      market,
      sale,
      dayNumber(sale.soldOn),
    )
    tried.push({
      terms: errorTerms(evidence, log - comparablesLog),
      off: Math.abs(Math.log(sale.priceUsd) - log),
    })
    if (i % ROWS_A_TURN === 0) yield
  }
  const error = leastSquares(
    tried.map(({ terms }) => terms),
    tried.map(({ off }) => off),
    1e-3,
  )
  const ratios = unseen.map((sale, i) => {
    const { expectedError } = estimate({ ...fitted, error }, market, sale, dayNumber(sale.soldOn))
    return (tried[i]?.off ?? 0) / expectedError
  })
  // The conformal quantile: of n+1 unseen sales, this one is as likely to be of any rank.
  const rank = Math.min(Math.ceil((ratios.length + 1) * COVERED_SHARE), ratios.length) - 1
  return { error, reach: ratios.sort((a, b) => a - b)[rank] ?? 1 }
}

/** Runs to the end without yielding. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
