import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { formatDate } from '@/lib/core/text/format'
import { listPlacesInZip } from '@/lib/sales/places'
import { getSalesSummary } from '@/lib/sales/recorded-sales'
import { countySales, findSalesSource, type SalesSource } from '@/lib/sales/source'
import type { RequestValuationInput } from './home-input'
import { kmBetween } from './model/neighborhoods'
import { modelProblem } from './model/training/model-problem'
import { dayAfter, daysAfter, FEWEST_DAYS } from './model/training/training-day'

/** If a home is farther than this from every sale in its zip code, its location or zip code is wrong. */
const FARTHEST_KM = 5

/** The possible valuation dates: from when enough sales are recorded to the day after the last sale. */
export async function valuationDays(
  source: SalesSource = countySales,
): Promise<{ from: string; to: string } | null> {
  const summary = await getSalesSummary(source)
  if (!summary) return null
  return { from: daysAfter(summary.from, FEWEST_DAYS), to: dayAfter(summary.to) }
}

/** Checks everything that can be checked before credits are held. */
export async function checkValuationRequest(
  { workspaceId }: Pick<WorkspaceContext, 'workspaceId'>,
  { zipCode, latitude, longitude, valuedOn, saleSetId }: RequestValuationInput,
): Promise<void> {
  const source = await findSalesSource(workspaceId, saleSetId)
  const problem = await modelProblem(source)
  if (problem) throw new Refusal('valuation.no-model', problem)
  const days = await valuationDays(source)
  if (!days)
    throw new Refusal(
      'valuation.no-records',
      'Valuations need sales data, and there is none yet. Try again later.',
    )
  if (valuedOn < days.from || valuedOn > days.to) {
    throw new Refusal(
      'valuation.day',
      `Choose a valuation date from ${formatDate(days.from, 'UTC')} to ${formatDate(days.to, 'UTC')}.`,
    )
  }
  const places = await listPlacesInZip(zipCode, source)
  if (places.length === 0) {
    throw new Refusal(
      'valuation.area',
      `No sales are recorded in ${source.kind === 'own' ? '' : 'zip code '}${zipCode}. Choose one from the list.`,
    )
  }
  if (places.every((place) => kmBetween(place, { latitude, longitude }) > FARTHEST_KM)) {
    throw new Refusal(
      'valuation.place',
      `This location is far from every sale recorded in ${zipCode}. Move it on the map or choose another area.`,
    )
  }
}
