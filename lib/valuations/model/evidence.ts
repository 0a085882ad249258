import type { Home, Sale } from '@/lib/sales/sale'
import { dayNumber } from './day-number.ts'
import { type Hedonic, levelOn, likeness } from './hedonic.ts'
import { Neighborhoods } from './neighborhoods.ts'

/** A sale with its values from the hedonic model. */
export type KnownSale = Sale & {
  day: number
  /** Logarithm of the location's effect: the price without the market level and the home's own features. */
  premium: number
}

export type Market = { hedonic: Hedonic; known: KnownSale[]; neighborhoods: Neighborhoods<KnownSale> }

export function marketOf(sales: readonly Sale[], hedonic: Hedonic): Market {
  const known = sales.map((sale) => {
    const day = dayNumber(sale.soldOn)
    const premium = Math.log(sale.priceUsd) - levelOn(hedonic, day) - likeness(hedonic, sale)
    return { ...sale, day, premium }
  })
  return { hedonic, known, neighborhoods: new Neighborhoods(known) }
}

/** A nearby sale with its weight. All weights add up to 1. */
export type Nearby = { sale: KnownSale; km: number; weight: number }

export type Evidence = {
  nearby: Nearby[]
  /** The effective number of similar sales: many with a low weight equal a few with a high weight. */
  alike: number
  likeness: number
  /** The location's effect from nearby homes, weighted by similarity. */
  premium: number
  /** How much the nearby homes disagree about it. */
  spread: number
}

const MOST_NEARBY = 60
/** The minimum weight: even very different homes nearby say something about the location. */
const LEAST_LIKE = 1e-4

/** What nearby sales before `day` indicate for a home. In training, excludes `self` and later sales of its parcel. */
export function evidenceFor(market: Market, home: Home, day: number, self?: KnownSale): Evidence {
  const wanted = self
    ? (sale: KnownSale) => sale !== self && !(sale.parcel === self.parcel && sale.day >= self.day)
    : (sale: KnownSale) => sale.day < day
  const found = market.neighborhoods.nearest(home, MOST_NEARBY, wanted)
  const alikes = found.map(({ one, km }) => alikeness(home, one, km))
  const total = alikes.reduce((sum, alike) => sum + alike + LEAST_LIKE, 0)
  const nearby = found.map(({ one, km }, i) => ({
    sale: one,
    km,
    weight: ((alikes[i] as number) + LEAST_LIKE) / total,
  }))
  const premium = nearby.reduce((sum, { sale, weight }) => sum + weight * sale.premium, 0)
  const variance = nearby.reduce((sum, { sale, weight }) => sum + weight * (sale.premium - premium) ** 2, 0)
  const alike = alikes.reduce((sum, one) => sum + one, 0)
  return { nearby, alike, likeness: likeness(market.hedonic, home), premium, spread: Math.sqrt(variance) }
}

/** 1 for the same home next door; lower with distance and with every difference. */
function alikeness(home: Home, other: Home, km: number): number {
  const apart =
    (km / 0.7) ** 2 +
    (Math.log(other.livingSqft / home.livingSqft) / 0.25) ** 2 +
    (Math.log(other.lotSqft / home.lotSqft) / 0.8) ** 2 +
    (other.grade - home.grade) ** 2 +
    ((other.condition - home.condition) / 1.5) ** 2 +
    ((other.yearBuilt - home.yearBuilt) / 20) ** 2 +
    ((other.view - home.view) / 2) ** 2 +
    (other.waterfront === home.waterfront ? 0 : 4)
  return Math.exp(-apart / 2)
}
