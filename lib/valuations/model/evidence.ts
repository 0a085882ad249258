import type { Home, Sale } from '@/lib/sales/sale'
import { dayNumber } from './day-number.ts'
import { type Hedonic, levelOn, likeness } from './hedonic.ts'
import { kmBetween, Neighborhoods } from './neighborhoods.ts'
import { findUnusualSales, UNUSUAL_WEIGHT, type UnusualSale } from './unusual-sales.ts'

/** A sale with its values from the hedonic model. */
export type KnownSale = Sale & {
  day: number
  /** Logarithm of the location's effect: the price without the market level and the home's own features. */
  premium: number
  /** Why it counts less for other homes. Null for an ordinary sale. */
  unusual: UnusualSale | null
}

export type Market = { hedonic: Hedonic; known: KnownSale[]; neighborhoods: Neighborhoods<KnownSale> }

export function marketOf(sales: readonly Sale[], hedonic: Hedonic): Market {
  const known = sales.map((sale): KnownSale => {
    const day = dayNumber(sale.soldOn)
    const premium = Math.log(sale.priceUsd) - levelOn(hedonic, day) - likeness(hedonic, sale)
    return { ...sale, day, premium, unusual: null }
  })
  const neighborhoods = new Neighborhoods(known)
  for (const [sale, unusual] of findUnusualSales(known, neighborhoods)) sale.unusual = unusual
  return { hedonic, known, neighborhoods }
}

/** A nearby sale with its weight. All weights add up to 1. */
export type Nearby = { sale: KnownSale; km: number; weight: number }

export type Evidence = {
  nearby: Nearby[]
  /** The latest earlier sale of the home itself. It is shown, but says more about its seller than about the home today. */
  own: KnownSale | null
  /** How far it was from what the nearby homes indicate, and how many days ago. No earlier sale: 0 and `NEVER_DAYS`. */
  ownGap: number
  ownDays: number
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
  const found = market.neighborhoods.nearest(
    home,
    MOST_NEARBY,
    (sale) => wanted(sale) && !isSameHome(home, sale),
  )
  const alikes = found.map(({ one, km }) => alikeness(home, one, km) * trustIn(one, day))
  const total = alikes.reduce((sum, alike) => sum + alike + LEAST_LIKE, 0)
  const nearby = found.map(({ one, km }, i) => ({
    sale: one,
    km,
    weight: ((alikes[i] as number) + LEAST_LIKE) / total,
  }))
  const premium = nearby.reduce((sum, { sale, weight }) => sum + weight * sale.premium, 0)
  const variance = nearby.reduce((sum, { sale, weight }) => sum + weight * (sale.premium - premium) ** 2, 0)
  const alike = alikes.reduce((sum, one) => sum + one, 0)
  const own = ownSale(market, home, wanted)
  const ownGap = own ? own.premium - premium : 0
  const ownDays = own ? day - own.day : NEVER_DAYS
  return {
    nearby,
    own,
    ownGap,
    ownDays,
    alike,
    likeness: likeness(market.hedonic, home),
    premium,
    spread: Math.sqrt(variance),
  }
}

/** A sale that was unusual counts less from the day on which that was known. */
const trustIn = (sale: KnownSale, day: number): number => (unusualOn(sale, day) ? UNUSUAL_WEIGHT : 1)

/** Why a sale counted less on a day. Null for an ordinary sale. */
export const unusualOn = ({ unusual }: KnownSale, day: number): UnusualSale['why'] | null =>
  unusual && unusual.sinceDay < day ? unusual.why : null

/** Longer than the records. */
const NEVER_DAYS = 2_000

const SAME_PLACE_KM = 0.015

/** A described home has no parcel number: it is the same home at the same place with the same size and year. */
function isSameHome(home: Home & { parcel?: string }, sale: KnownSale): boolean {
  if (home.parcel !== undefined) return home.parcel === sale.parcel
  return (
    kmBetween(home, sale) <= SAME_PLACE_KM &&
    Math.abs(Math.log(sale.livingSqft / home.livingSqft)) <= 0.02 &&
    sale.yearBuilt === home.yearBuilt
  )
}

function ownSale(market: Market, home: Home, wanted: (sale: KnownSale) => boolean): KnownSale | null {
  const there = market.neighborhoods.nearest(
    home,
    MOST_NEARBY,
    (sale) => isSameHome(home, sale) && wanted(sale),
    SAME_PLACE_KM,
  )
  return there.map(({ one }) => one).sort((a, b) => b.day - a.day)[0] ?? null
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
