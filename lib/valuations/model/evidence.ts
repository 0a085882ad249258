import type { Home, Sale } from '@/lib/sales/sale'
import { dayNumber } from './day-number.ts'
import { type Hedonic, levelOn, likeness } from './hedonic.ts'
import { Neighbourhoods } from './neighborhoods.ts'

/** A sale with what the hedonic model makes of it. */
export type KnownSale = Sale & {
  day: number
  /** Logarithm of what its place adds: its price without the market's level and without what the home is like. */
  premium: number
}

export type Market = { hedonic: Hedonic; known: KnownSale[]; neighbourhoods: Neighbourhoods<KnownSale> }

export function marketOf(sales: readonly Sale[], hedonic: Hedonic): Market {
  const known = sales.map((sale) => {
    const day = dayNumber(sale.soldOn)
    const premium = Math.log(sale.priceUsd) - levelOn(hedonic, day) - likeness(hedonic, sale)
    return { ...sale, day, premium }
  })
  return { hedonic, known, neighbourhoods: new Neighbourhoods(known) }
}

/** A sale nearby, and how much it counts; weights of all add up to 1. */
export type Nearby = { sale: KnownSale; km: number; weight: number }

export type Evidence = {
  nearby: Nearby[]
  /** How many alike sales it is worth: many that count a little are as good as a few that count much. */
  alike: number
  likeness: number
  /** What nearby homes, the alike ones most, say that the place adds. */
  premium: number
  /** Disagreement of the nearby homes about that. */
  spread: number
}

const MOST_NEARBY = 60
/** Even the most unlike home nearby says a little of the place. */
const LEAST_LIKE = 1e-4

/** What nearby sales before `day` say of a home. In training `self` is left out, with its parcel's own later sales. */
export function evidenceFor(market: Market, home: Home, day: number, self?: KnownSale): Evidence {
  const wanted = self
    ? (sale: KnownSale) => sale !== self && !(sale.parcel === self.parcel && sale.day >= self.day)
    : (sale: KnownSale) => sale.day < day
  const found = market.neighbourhoods.nearest(home, MOST_NEARBY, wanted)
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

/** 1 for the same home next door, falling with distance and with every difference. */
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
