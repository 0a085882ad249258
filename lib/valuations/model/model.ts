import type { Home } from '@/lib/sales/sale'
import { type Forest, predict } from './boosted-trees.ts'
import { type Evidence, evidenceFor, type Market } from './evidence.ts'
import { featuresOf } from './features.ts'
import { type Hedonic, levelOn } from './hedonic.ts'

/** The result of training. Values a home together with the sales it was trained on. */
export type Model = {
  /** Trained on sales before this day. */
  trainedUntil: string
  hedonic: Hedonic
  /** Corrects the estimate from the comparable sales. */
  forest: Forest
  /** The expected error for a home, as weights of `errorTerms`. */
  error: number[]
  /** 80% of unseen sales were within this multiple of their expected error. */
  reach: number
}

/** An estimate in logarithms of US dollars, and its basis. */
export type Estimate = {
  log: number
  /** The estimate from the comparable sales alone. */
  comparablesLog: number
  evidence: Evidence
  expectedError: number
}

export function estimate(
  { hedonic, forest, error }: Pick<Model, 'hedonic' | 'forest' | 'error'>,
  market: Market,
  home: Home,
  day: number,
): Estimate {
  const evidence = evidenceFor(market, home, day)
  const correction = predict(forest, featuresOf(home, evidence))
  const comparablesLog = levelOn(hedonic, day) + evidence.likeness + evidence.premium
  const terms = errorTerms(evidence, correction)
  const expected = terms.reduce((sum, term, i) => sum + term * (error[i] ?? 0), 0)
  return {
    log: comparablesLog + correction,
    comparablesLog,
    evidence,
    expectedError: Math.min(Math.max(expected, LEAST_ERROR), MOST_ERROR),
  }
}

/** Bounds of the expected error, in logarithms: none is below 4%, and above 60% no estimate is given anyway. */
const LEAST_ERROR = 0.04
const MOST_ERROR = 0.6

/** What makes an estimate uncertain: nearby sales that disagree, are few or far away, and a large correction. */
export function errorTerms({ spread, alike, nearby }: Evidence, correction: number): number[] {
  return [1, spread, 1 / (1 + alike), Math.min(nearby[9]?.km ?? 10, 10) / 10, Math.abs(correction)]
}
