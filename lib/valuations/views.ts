import type { valuationStatuses } from '@/db/schema/work/valuations'
import type { WorkView } from '@/lib/paid-work/view'
import type { DataLabel } from '@/lib/sales/shared/measures'
import type { DescribedHome } from './home-input'
import type { Valued } from './model/value-home'

/** Plain data that the pages about valuations draw. Instants are ISO; days are ISO days. */

type ValuationStatus = (typeof valuationStatuses)[number]

export type ValuationRow = {
  id: string
  label: string
  zipCode: string
  status: ValuationStatus
  progressPercent: number
  estimateUsd: number | null
  lowUsd: number | null
  highUsd: number | null
  /** Of the amounts. */
  currency: string
  createdAt: string
}

/** What an estimate is based on. */
export type Grounds = Pick<Valued, 'comparablesUsd' | 'comparables' | 'nearby' | 'ownSale'> & {
  /** Which records. Missing for the bundled county. Amounts are in its currency; sizes are in square feet. */
  data?: DataLabel
  /** Sales before the valuation date. */
  salesCount: number
}

export type ValuationResult = Pick<Valued, 'estimateUsd' | 'lowUsd' | 'highUsd' | 'confidence'> & {
  grounds: Grounds
}

export type ValuationView = Omit<ValuationRow, 'estimateUsd' | 'lowUsd' | 'highUsd' | 'currency'> &
  WorkView<ValuationStatus> & {
    home: DescribedHome
    valuedOn: string
    saleSetId: string | null
    /** The member who made it: whom a client asks. */
    agentId: number
    result: ValuationResult | null
  }
