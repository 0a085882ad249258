import type { AreaUnit } from '@/db/schema/work/own-sales'
import { decimalsOf, formatMoney, formatNumber } from '@/lib/core/text/format'

/** The currency and the unit of area of a data set, and how amounts look in them. Safe in a browser. */
export type Measures = { currency: string; areaUnit: AreaUnit }

/** The data set of a report, as stored with its figures. */
export type DataLabel = Measures & { name: string }

/** The bundled records, and every report made before there were others. */
export const COUNTY: DataLabel = { name: 'King County', currency: 'usd', areaUnit: 'sqft' }

/** "$455,000", "€455,000": prices are whole units of the currency. */
export const formatPrice = (amount: number, { currency }: Pick<Measures, 'currency'> = COUNTY): string =>
  formatMoney(amount * 10 ** decimalsOf(currency), currency)

/** The sign before an amount: "$", "€", "CHF ". */
export function currencySign({ currency }: Pick<Measures, 'currency'> = COUNTY): string {
  return formatPrice(0, { currency }).replace('0', '')
}

/** "$455K", "€1.2M". */
export function shortPrice(amount: number, measures: Pick<Measures, 'currency'> = COUNTY): string {
  const sign = currencySign(measures)
  if (amount >= 1_000_000) return `${sign}${Number((amount / 1_000_000).toFixed(2))}M`
  return amount >= 1_000 ? `${sign}${Math.round(amount / 1_000)}K` : `${sign}${formatNumber(amount)}`
}

/** "+$12,000", "−€3,500", "$0". */
export function signedPrice(amount: number, measures: Pick<Measures, 'currency'> = COUNTY): string {
  if (amount === 0) return formatPrice(0, measures)
  return `${amount > 0 ? '+' : '\u2212'}${formatPrice(Math.abs(amount), measures)}`
}

export const unitLabel = ({ areaUnit }: Pick<Measures, 'areaUnit'> = COUNTY): string =>
  areaUnit === 'm2' ? 'm²' : 'sq ft'

/** The unit in a sentence: "per square foot". */
export const unitName = ({ areaUnit }: Pick<Measures, 'areaUnit'> = COUNTY): string =>
  areaUnit === 'm2' ? 'square meter' : 'square foot'

/** "1,950 sq ft", "92 m²". */
export const formatArea = (size: number, measures: Pick<Measures, 'areaUnit'> = COUNTY): string =>
  `${formatNumber(size)} ${unitLabel(measures)}`

export const SQFT_PER_M2 = 10.763_910_417

/** Square feet of a size in a data set's unit. The valuation model computes in square feet. */
export const toSqft = (size: number, areaUnit: AreaUnit): number =>
  areaUnit === 'm2' ? size * SQFT_PER_M2 : size

export const fromSqft = (sqft: number, areaUnit: AreaUnit): number =>
  areaUnit === 'm2' ? Math.round(sqft / SQFT_PER_M2) : Math.round(sqft)
