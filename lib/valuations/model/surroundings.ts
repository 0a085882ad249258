import type { Home } from '@/lib/sales/sale'
import type { Market } from './evidence'
import type { Place } from './neighborhoods'

const HOUSES = 15

/** The mean of the nearest houses recorded before a day, each counted once. */
export function surroundings(
  market: Market,
  place: Place,
  day: number,
): Pick<Home, 'nearLivingSqft' | 'nearLotSqft'> {
  const parcels = new Set<string>()
  const houses = market.neighborhoods
    .nearest(place, 2 * HOUSES, (sale) => sale.day < day)
    .filter(({ one }) => !parcels.has(one.parcel) && parcels.add(one.parcel))
    .slice(0, HOUSES)
  const mean = (of: (house: Home) => number) =>
    Math.round(houses.reduce((sum, { one }) => sum + of(one), 0) / houses.length) || 1
  return { nearLivingSqft: mean((house) => house.livingSqft), nearLotSqft: mean((house) => house.lotSqft) }
}
