import type { Home } from '@/lib/sales/sale'
import { type Forest, predict } from './boosted-trees.ts'
import { type Evidence, evidenceFor, type Market } from './evidence.ts'
import { featuresOf } from './features.ts'
import { type Hedonic, levelOn } from './hedonic.ts'

/** Everything that training finds; with the sales it was trained on it values a home. */
export type Model = {
  /** Trained on sales before this day. */
  trainedUntil: string
  hedonic: Hedonic
  /** Corrects what the comparable sales say. */
  forest: Forest
  /** How far off it is for a home, as weights of `errorTerms`. */
  error: number[]
  /** Four of five unseen sales were within so many of their expected errors. */
  reach: number
}

/** An estimate in logarithms of US dollars, and what led to it. */
export type Estimate = {
  log: number
  /** What the comparable sales say alone. */
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

/** Bounds of a mean error, in logarithms: no home is known to 4 %, and beyond 60 % nothing is said anyway. */
const LEAST_ERROR = 0.04
const MOST_ERROR = 0.6

/** What makes an estimate uncertain: neighbours that disagree, few alike, far away, and a large correction. */
export function errorTerms({ spread, alike, nearby }: Evidence, correction: number): number[] {
  return [1, spread, 1 / (1 + alike), Math.min(nearby[9]?.km ?? 10, 10) / 10, Math.abs(correction)]
}
