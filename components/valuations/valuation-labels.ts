import type { Confidence } from '@/db/schema/work/valuations'
import { formatDate, formatNumber } from '@/lib/core/text/format'
import type { Adjustment } from '@/lib/valuations/model/comparables'

/** The words about valuations, in one place, so that the form, the list and the page say the same. */

/** King County's own scale; what an assessor writes down for construction and design. */
export const gradeWords: Record<number, string> = {
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

export const conditionWords: Record<number, string> = {
  1: 'Poor',
  2: 'Fair',
  3: 'Average',
  4: 'Good',
  5: 'Very good',
}
export const viewWords: Record<number, string> = {
  0: 'None',
  1: 'Fair',
  2: 'Average',
  3: 'Good',
  4: 'Excellent',
}

export const valuationSteps = [
  { untilPercent: 60, words: 'Reading the recorded sales' },
  { untilPercent: 100, words: 'Comparing them with the home' },
]

export const confidenceWords: Record<
  Confidence,
  { label: string; tone: 'good' | 'brass' | 'warn'; why: string }
> = {
  high: {
    label: 'High confidence',
    tone: 'good',
    why: 'Many alike homes were sold nearby, and their prices agree.',
  },
  fair: {
    label: 'Fair confidence',
    tone: 'brass',
    why: 'Alike homes were sold nearby, though there are not many or their prices differ.',
  },
  low: {
    label: 'Low confidence',
    tone: 'warn',
    why: 'Few alike homes were sold nearby, or their prices differ a lot: take the range seriously.',
  },
}

export const adjustmentWords: Record<Adjustment['what'], string> = {
  market: 'Market since',
  size: 'Size',
  land: 'Lot',
  build: 'Build',
  age: 'Age',
  outlook: 'Outlook',
  street: 'Street',
}

/** A, B, C: how a comparable is called on the map and in the table. */
export const comparableName = (position: number): string => String.fromCharCode(65 + position)

/** "0.3 mi north-east"; "next door" where the dots are the same. */
export function distanceWords(
  km: number,
  from: { latitude: number; longitude: number },
  to: { latitude: number; longitude: number },
): string {
  if (km < 0.03) return 'next door'
  const north = to.latitude - from.latitude
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180)
  const octant = Math.round((Math.atan2(east, north) / Math.PI) * 4 + 8) % 8
  const miles = km / 1.609
  return `${miles < 0.1 ? miles.toFixed(2) : miles.toFixed(1)} mi ${COMPASS[octant]}`
}
const COMPASS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west']

/** "+$12,000", "−$3,500", "$0". */
export function signedUsd(usd: number): string {
  if (usd === 0) return '$0'
  return `${usd > 0 ? '+' : '\u2212'}$${formatNumber(Math.abs(usd))}`
}

export const usd = (dollars: number): string => `$${formatNumber(dollars)}`

export const dayWords = (day: string): string => formatDate(day, 'UTC')
