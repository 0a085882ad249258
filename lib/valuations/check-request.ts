import { Refusal } from '@/lib/core/errors'
import { listPlacesInZip } from '@/lib/sales/places'
import { getSalesSummary } from '@/lib/sales/recorded-sales'
import type { RequestValuationInput } from './home-input'
import { kmBetween } from './model/neighborhoods'
import { dayAfter, daysAfter, FEWEST_DAYS } from './model/training/training-day'

/** Farther from every recorded sale of its zip code than this, one of the two is wrong. */
const FARTHEST_KM = 5

/** The days that a home can be valued on: from enough recorded sales to the day after the last one. */
export async function valuationDays(): Promise<{ from: string; to: string } | null> {
  const summary = await getSalesSummary()
  if (!summary) return null
  return { from: daysAfter(summary.from, FEWEST_DAYS), to: dayAfter(summary.to) }
}

/** Everything that can be known to be wrong before anything is held. */
export async function checkRequest({
  zipCode,
  latitude,
  longitude,
  valuedOn,
}: RequestValuationInput): Promise<void> {
  const days = await valuationDays()
  if (!days)
    throw new Refusal('valuation.no-records', 'No sales are recorded yet, so there is nothing to rest on.')
  if (valuedOn < days.from || valuedOn > days.to) {
    throw new Refusal(
      'valuation.day',
      `Homes can be valued as of ${days.from} to ${days.to}, where sales are recorded.`,
    )
  }
  const places = await listPlacesInZip(zipCode)
  if (places.length === 0) {
    throw new Refusal(
      'valuation.area',
      `No sales are recorded in ${zipCode}. Choose a zip code from the list.`,
    )
  }
  if (places.every((place) => kmBetween(place, { latitude, longitude }) > FARTHEST_KM)) {
    throw new Refusal(
      'valuation.place',
      `This place is not in ${zipCode}: it is far from every sale recorded there. Move it on the map, or choose another zip code.`,
    )
  }
}
