import type { valuationStatuses } from '@/db/schema/valuations'
import type { DescribedHome } from './home-input'
import type { Valued } from './model/value-home'

/** Plain data that the pages about valuations draw. Instants are ISO; days are ISO days. */

export type ValuationStatus = (typeof valuationStatuses)[number]

export type ValuationRow = {
  id: string
  label: string
  zipCode: string
  status: ValuationStatus
  progressPercent: number
  estimateUsd: number | null
  lowUsd: number | null
  highUsd: number | null
  createdAt: string
}

export type ValuationPage = {
  rows: ValuationRow[]
  /** Give it as `before` to read on; null at the end. */
  nextBefore: string | null
}

/** What an estimate rests on, beside its numbers. */
export type Grounds = Pick<Valued, 'comparablesUsd' | 'comparables' | 'nearby'> & {
  /** Sales that were known on the day of the valuation. */
  salesCount: number
}

export type ValuationResult = Pick<Valued, 'estimateUsd' | 'lowUsd' | 'highUsd' | 'confidence'> & {
  grounds: Grounds
}

export type ValuationView = Omit<ValuationRow, 'estimateUsd' | 'lowUsd' | 'highUsd'> & {
  home: DescribedHome
  valuedOn: string
  createdBy: string
  finishedAt: string | null
  failure: string | null
  /** Why its credits were given back. */
  givenBackFor: string | null
  result: ValuationResult | null
  /** What it cost, and the number of the entry that says so; null while nothing was charged. */
  paid: { credits: number; entrySeq: number } | null
}
