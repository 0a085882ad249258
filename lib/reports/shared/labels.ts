import { type DataAge, dataAge } from '@/lib/sales/shared/data-age'
import { COUNTY, type Measures, shortPrice } from '@/lib/sales/shared/measures'
import { placeName } from '@/lib/sales/shared/place-names'
import type { Figures } from '../figures/figures'

/** Short price labels, the same on screen and in the PDF. */

type Currency = Pick<Measures, 'currency'>

/** "under $300K", "$300K–$400K", "$1M or more", with non-breaking spaces. */
export function priceRangeLabel(fromUsd: number | null, toUsd: number | null, measures?: Currency): string {
  const short = (amount: number) => shortPrice(amount, measures)
  if (fromUsd === null) return `under\u00a0${short(toUsd ?? 0)}`
  return toUsd === null ? `${short(fromUsd)}\u00a0or\u00a0more` : `${short(fromUsd)}–${short(toUsd)}`
}

/** What a report is based on, within a sentence; the same on screen and in the PDF. */
export const basisOf = ({ data }: Pick<Figures, 'data'>): string =>
  data ? `sales recorded by the agency (${data.name})` : `recorded house sales in ${COUNTY.name}`

/** The area and age of the sales of a report. */
export const ageOfFigures = ({ data, areaName, period }: Figures, now: Date): DataAge =>
  dataAge({ name: (data ?? COUNTY).name, area: areaName, from: period.from, to: period.to, now })

/** What people call the area, if its name is only a number. */
export const placeOf = ({ data, area }: Pick<Figures, 'data' | 'area'>): string | null =>
  !data && area.kind === 'zip' ? placeName(area.zipCode) : null
