import type { Confidence } from '@/db/schema/work/valuations'
import { countOf, formatDate } from '@/lib/core/text/format'
import { type DataAge, dataAge } from '@/lib/sales/shared/data-age'
import type { Place } from '@/lib/sales/shared/geometry'
import { COUNTY, formatArea, formatPrice, fromSqft, type Measures } from '@/lib/sales/shared/measures'
import type { DescribedHome } from '../home-input'
import type { Adjustment, Comparable } from '../model/comparables'
import type { Grounds } from '../views'

/** Labels for valuations; the same on screen, on the shared page and in the PDF. */

/** King County's scale for construction and design quality. */
export const gradeLabels: Record<number, string> = {
  3: 'Cabin',
  4: 'Low',
  5: 'Fair',
  6: 'Low average',
  7: 'Average',
  8: 'Good',
  9: 'Better',
  10: 'Very good',
  11: 'Excellent',
  12: 'Luxury',
  13: 'Mansion',
}

export const conditionLabels: Record<number, string> = {
  1: 'Poor',
  2: 'Fair',
  3: 'Average',
  4: 'Good',
  5: 'Very good',
}
export const viewLabels: Record<number, string> = {
  0: 'None',
  1: 'Fair',
  2: 'Average',
  3: 'Good',
  4: 'Excellent',
}

export const confidenceLabels: Record<
  Confidence,
  { label: string; tone: 'good' | 'brass' | 'warn'; why: string }
> = {
  high: {
    label: 'High confidence',
    tone: 'good',
    why: 'Many similar homes sold nearby at consistent prices.',
  },
  fair: {
    label: 'Fair confidence',
    tone: 'brass',
    why: 'Similar homes sold nearby, but there are few of them or their prices vary.',
  },
  low: {
    label: 'Low confidence',
    tone: 'warn',
    why: 'Few similar homes sold nearby, or their prices vary widely. Focus on the range, not the estimate.',
  },
}

export const adjustmentLabels: Record<Adjustment['what'], string> = {
  market: 'Market change',
  size: 'Size',
  land: 'Lot',
  build: 'Build quality',
  age: 'Age',
  outlook: 'View',
  street: 'Surroundings',
}

/** Why a sale counts less than its likeness. */
export const unusualLabels: Record<'distressed' | 'flip', string> = {
  distressed: 'Sold far below the homes around it',
  flip: 'Bought to be resold within months',
}

/** The letter of a comparable on the map and in the table: A, B, C. */
export const comparableName = (position: number): string => String.fromCharCode(65 + position)

/** "0.3 mi northeast", or "next door" if the dots coincide. */
export function distanceLabel(
  km: number,
  from: { latitude: number; longitude: number },
  to: { latitude: number; longitude: number },
  { areaUnit }: Pick<Measures, 'areaUnit'> = { areaUnit: 'sqft' },
): string {
  if (km < 0.03) return 'next door'
  const north = to.latitude - from.latitude
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180)
  const octant = Math.round((Math.atan2(east, north) / Math.PI) * 4 + 8) % 8
  if (areaUnit === 'm2') return `${km < 0.1 ? km.toFixed(2) : km.toFixed(1)} km ${COMPASS[octant]}`
  const miles = km / 1.609
  return `${miles < 0.1 ? miles.toFixed(2) : miles.toFixed(1)} mi ${COMPASS[octant]}`
}
const COMPASS = ['north', 'northeast', 'east', 'southeast', 'south', 'southwest', 'west', 'northwest']

export const dayLabel = (day: string): string => formatDate(day, 'UTC')

/** "12 Elm Street, 0.5 mi west", or the distance alone where the data has no addresses. */
export const placeLabel = (
  { address, km, ...place }: Pick<Comparable, 'address' | 'km' | 'latitude' | 'longitude'>,
  home: Place,
  measures?: Measures,
): string => [address, distanceLabel(km, home, place, measures)].filter(Boolean).join(', ')

/** The area and age of the newest sale near the home that a valuation rests on. */
export function ageOfValuation(
  { zipCode, valuedOn }: { zipCode: string; valuedOn: string },
  { comparables, data = COUNTY }: Pick<Grounds, 'comparables' | 'data'>,
  now: Date,
): DataAge {
  const newest =
    comparables
      .map(({ soldOn }) => soldOn)
      .sort()
      .at(-1) ?? valuedOn
  return dataAge({ name: data.name, area: zipCode, to: newest, now })
}

/** The details that an estimate is based on, as name and value. */
export function homeFacts(home: DescribedHome, measures: Pick<Measures, 'areaUnit'>): [string, string][] {
  const size = (sqft: number) => formatArea(fromSqft(sqft, measures.areaUnit), measures)
  return [
    ['Living area', size(home.livingSqft)],
    ['Basement', home.basementSqft ? size(home.basementSqft) : 'None'],
    ['Lot', size(home.lotSqft)],
    ['Bedrooms', String(home.bedrooms)],
    ['Bathrooms', String(home.bathrooms)],
    ['Floors', String(home.floors)],
    ['Built', String(home.yearBuilt)],
    ['Renovated', home.yearRenovated ? String(home.yearRenovated) : 'No'],
    ['Condition', conditionLabels[home.condition] ?? String(home.condition)],
    ['Build quality', gradeLabels[home.grade] ?? String(home.grade)],
    ['View', viewLabels[home.view] ?? String(home.view)],
    ['Waterfront', home.waterfront ? 'Yes' : 'No'],
  ]
}

type Basis = {
  valuedOn: string
  result: {
    estimateUsd: number
    grounds: { data?: Measures & { name: string }; salesCount: number; comparablesUsd: number }
  }
}

/** What an estimate rests on, in sentences, for the end of a valuation. */
export function basisOf({ valuedOn, result: { estimateUsd, grounds } }: Basis): string {
  const measures = grounds.data ?? COUNTY
  const records = grounds.data ? `by the agency (${measures.name})` : `in ${measures.name}`
  const percent = Math.round(1000 * (estimateUsd / grounds.comparablesUsd - 1)) / 10
  const correction =
    percent === 0
      ? 'the model, trained on all sales, does not change that.'
      : `the model, trained on all sales, adjusts that by ${percent > 0 ? '+' : '\u2212'}${Math.abs(percent)}%.`
  return `Based on ${countOf(grounds.salesCount, 'house sale')} recorded ${records} before ${dayLabel(valuedOn)}. The comparable sales indicate ${formatPrice(grounds.comparablesUsd, measures)}; ${correction} This is an automated estimate, not an appraisal.`
}
