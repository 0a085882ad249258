import type { Home, Sale } from '@/lib/sales/sale'
import { dayNumber } from './day-number.ts'
import { leastSquares } from './least-squares.ts'

/** Why one home is worth more than another at the same place and time, in groups for the reader. */
export const hedonicGroups = ['size', 'land', 'build', 'age', 'outlook', 'street'] as const
export type HedonicGroup = (typeof hedonicGroups)[number]

const terms: { group: HedonicGroup; of: (home: Home) => number }[] = [
  { group: 'size', of: ({ livingSqft }) => Math.log(livingSqft) },
  { group: 'size', of: ({ livingSqft }) => Math.log(livingSqft) ** 2 },
  { group: 'size', of: ({ basementSqft, livingSqft }) => basementSqft / livingSqft },
  { group: 'size', of: ({ bedrooms }) => Math.min(bedrooms, 7) },
  { group: 'size', of: ({ bathrooms }) => Math.min(bathrooms, 6) },
  { group: 'land', of: ({ lotSqft }) => Math.log(lotSqft) },
  { group: 'land', of: ({ lotSqft }) => Math.max(0, Math.log(lotSqft / 20_000)) },
  { group: 'build', of: ({ grade }) => grade },
  { group: 'build', of: ({ grade }) => (grade - 7) ** 2 },
  { group: 'build', of: ({ condition }) => condition },
  { group: 'build', of: ({ floors }) => floors },
  { group: 'age', of: ({ yearBuilt }) => (2015 - yearBuilt) / 100 },
  { group: 'age', of: ({ yearBuilt }) => ((2015 - yearBuilt) / 100) ** 2 },
  { group: 'age', of: ({ yearRenovated }) => (yearRenovated > 1990 ? 1 : 0) },
  { group: 'outlook', of: ({ view }) => view },
  { group: 'outlook', of: ({ waterfront }) => (waterfront ? 1 : 0) },
  { group: 'street', of: ({ nearLivingSqft }) => Math.log(nearLivingSqft) },
]

/** Coefficients of the terms, and the market level by date, in logarithms of US dollars. */
export type Hedonic = {
  weights: number[]
  /** The market level in the middle of each span before `until`, latest first. */
  levels: number[]
  until: number
}

const SPAN_DAYS = 30
/**
 * Beyond the latest span, the market is assumed to continue its recent change for this many spans. Tested month by month
 * (December to March), this halves the bias of assuming a flat market.
 */
const MOST_SPANS_AHEAD = 2

/** Fits the terms together with an effect for each area and each span of time. */
export function fitHedonic(sales: readonly Sale[], until: string): Hedonic {
  const end = dayNumber(until)
  const areas = areasOf(sales)
  const spanOf = (sale: Sale) => Math.floor((end - 1 - dayNumber(sale.soldOn)) / SPAN_DAYS)
  const spans = Math.max(...sales.map(spanOf)) + 1
  const rows = sales.map((sale) => {
    const row = new Float64Array(terms.length + areas.size + 1 + spans)
    terms.forEach(({ of }, i) => {
      row[i] = of(sale)
    })
    row[terms.length + (areas.get(sale.zipCode) ?? areas.size)] = 1
    row[terms.length + areas.size + 1 + spanOf(sale)] = 1
    return row
  })
  const fitted = leastSquares(
    rows,
    sales.map((sale) => Math.log(sale.priceUsd)),
    1e-5,
  )
  return {
    weights: fitted.slice(0, terms.length),
    levels: fitted.slice(terms.length + areas.size + 1),
    until: end,
  }
}

/** An area with fewer sales has no effect of its own. */
const FEWEST_IN_AREA = 5
/** Keeps the equations small in data sets of a whole country. */
const MOST_AREAS = 250

/** The areas with an effect of their own, numbered. All others share the next number. */
function areasOf(sales: readonly Sale[]): Map<string, number> {
  const counts = [...Map.groupBy(sales, (sale) => sale.zipCode)].map(([area, own]) => ({
    area,
    count: own.length,
  }))
  const largest = counts
    .filter(({ count }) => count >= FEWEST_IN_AREA)
    .toSorted((a, b) => b.count - a.count || (a.area < b.area ? -1 : 1))
    .slice(0, MOST_AREAS)
  return new Map(
    largest
      .map(({ area }) => area)
      .sort()
      .map((area, i) => [area, i]),
  )
}

/** The effect of a home's features, in logarithms. Only differences between homes are meaningful. */
export const likeness = ({ weights }: Hedonic, home: Home): number =>
  terms.reduce((sum, { of }, i) => sum + (weights[i] as number) * of(home), 0)

/** The difference between two homes by group, in logarithms. */
export function differences({ weights }: Hedonic, from: Home, to: Home): Record<HedonicGroup, number> {
  const sums = Object.fromEntries(hedonicGroups.map((group) => [group, 0])) as Record<HedonicGroup, number>
  terms.forEach(({ group, of }, i) => {
    sums[group] += (weights[i] as number) * (of(to) - of(from))
  })
  return sums
}

/** The market level on a day, interpolated between spans and extrapolated beyond the latest. */
export function levelOn({ levels, until }: Hedonic, day: number): number {
  const position = (until - day) / SPAN_DAYS - 0.5
  const last = levels.length - 1
  if (position <= 0) {
    const ahead = Math.min(-position, MOST_SPANS_AHEAD)
    return (levels[0] as number) + ahead * ((levels[0] as number) - (levels[Math.min(1, last)] as number))
  }
  const newer = Math.min(Math.floor(position), last)
  const older = Math.min(newer + 1, last)
  const share = position - newer
  return (levels[newer] as number) * (1 - share) + (levels[older] as number) * share
}
