import type { Confidence } from '@/db/schema/work/valuations'
import type { Home } from '@/lib/sales/sale'
import { type Comparable, comparablesOf } from './comparables.ts'
import { type Evidence, type Market, unusualOn } from './evidence.ts'
import { type Estimate, estimate, type Model } from './model.ts'

export type Valued = {
  estimateUsd: number
  /** About 80% of similar homes sell between low and high. */
  lowUsd: number
  highUsd: number
  confidence: Confidence
  /** The estimate from the comparable sales, before the correction learned from all sales. */
  comparablesUsd: number
  comparables: Comparable[]
  nearby: { latitude: number; longitude: number; priceUsd: number }[]
  /** The home's own earlier sale, which is no comparable. Null if none is recorded; missing in older valuations. */
  ownSale?: OwnSale | null
}

type OwnSale = { soldOn: string; priceUsd: number; unusual: 'distressed' | 'flip' | null }

/** Why no estimate is given. */
export type Doubt = 'outside' | 'nothing-alike' | 'too-wide'

/** Values a home as of a day from earlier sales, or says why it cannot be estimated. */
export function valueHome(
  model: Model,
  market: Market,
  home: Home,
  day: number,
): { valued: Valued } | { doubt: Doubt } {
  const found = estimate(model, market, home, day)
  const half = model.reach * found.expectedError
  const doubt = doubtOf(found, half)
  if (doubt) return { doubt }
  const { evidence, log, comparablesLog } = found
  return {
    valued: {
      estimateUsd: rounded(Math.exp(log)),
      lowUsd: rounded(Math.exp(log - half)),
      highUsd: rounded(Math.exp(log + half)),
      confidence: half <= 0.16 ? 'high' : half <= 0.25 ? 'fair' : 'low',
      comparablesUsd: rounded(Math.exp(comparablesLog)),
      comparables: comparablesOf(model.hedonic, home, day, evidence),
      nearby: evidence.nearby.map(({ sale: { latitude, longitude, priceUsd } }) => ({
        latitude,
        longitude,
        priceUsd,
      })),
      ownSale: evidence.own && {
        soldOn: evidence.own.soldOn,
        priceUsd: evidence.own.priceUsd,
        unusual: unusualOn(evidence.own, day),
      },
    },
  }
}

const FEWEST_NEARBY = 10
const FARTHEST_KM = 5
/** About one recorded home in fifty has so few similar homes nearby. Their error is twice as large. */
const LEAST_ALIKE = 0.1
/** A range from two thirds to one and a half times the estimate is not useful. */
const WIDEST_HALF = 0.42

function doubtOf({ evidence }: Estimate, half: number): Doubt | null {
  if (isOutside(evidence)) return 'outside'
  if (evidence.alike < LEAST_ALIKE) return 'nothing-alike'
  return half > WIDEST_HALF ? 'too-wide' : null
}

const isOutside = ({ nearby }: Evidence) =>
  (nearby[FEWEST_NEARBY - 1]?.km ?? Number.POSITIVE_INFINITY) > FARTHEST_KM

/** Rounds to $1,000, or $5,000 from a million up, because the estimate is not more precise. */
function rounded(usd: number): number {
  const step = usd < 1_000_000 ? 1_000 : 5_000
  return Math.round(usd / step) * step
}
