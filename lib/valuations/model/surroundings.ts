import type { Home, Sale } from '@/lib/sales/sale'
import type { Market } from './evidence'
import { Neighborhoods, type Place } from './neighborhoods'

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

/** Sales with the mean of the houses around each, for records that do not have it. */
export function withSurroundings(sales: readonly Sale[]): Sale[] {
  const neighborhoods = new Neighborhoods(sales)
  return sales.map((sale) => {
    const houses = neighborhoods.nearest(sale, HOUSES, (one) => one.parcel !== sale.parcel, 5)
    const mean = (of: (house: Sale) => number) =>
      houses.length === 0 ? of(sale) : houses.reduce((sum, { one }) => sum + of(one), 0) / houses.length
    return {
      ...sale,
      nearLivingSqft: mean((house) => house.livingSqft),
      nearLotSqft: mean((house) => house.lotSqft),
    }
  })
}
