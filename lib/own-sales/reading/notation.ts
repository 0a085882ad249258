import type { AreaUnit } from '@/db/schema/work/own-sales'
import { SQFT_PER_M2 } from '@/lib/sales/shared/measures'
import type { SaleField } from './sale-fields'

/** How a file writes numbers and days, and in which currency and unit: guessed from its cells, and chosen by the member. */

export const dayOrders = ['iso', 'day-first', 'month-first'] as const
export type DayOrder = (typeof dayOrders)[number]
export const decimalMarks = ['point', 'comma'] as const
export type DecimalMark = (typeof decimalMarks)[number]
export type Notation = { decimal: DecimalMark; dayOrder: DayOrder }
export type Guess = Notation & { currency: string; areaUnit: AreaUnit }

/** Names of units of area in square feet. */
const UNITS: [RegExp, number][] = [
  [/^(sq(uare)? ?f(ee|oo)?t|sqft|ft2|ft²|sf)$/i, 1],
  [/^(sq(uare)? ?m(et(er|re)s?)?|sqm|m2|m²|qm|mq)$/i, SQFT_PER_M2],
  [/^acres?$/i, 43_560],
  [/^(hectares?|ha)$/i, 107_639.104_17],
  [/^(sq(uare)? ?y(ar)?ds?)$/i, 9],
]

/** The factor from a named unit to a set's unit. Null for an unknown name. */
export function unitFactor(name: string, to: AreaUnit): number | null {
  const inSqft = UNITS.find(([pattern]) => pattern.test(name.trim()))?.[1]
  return inSqft === undefined ? null : inSqft / (to === 'm2' ? SQFT_PER_M2 : 1)
}

const SIGNS: [RegExp, string][] = [
  [/€|\bEUR\b/i, 'eur'],
  [/£|\bGBP\b/i, 'gbp'],
  [/\bCHF\b|\bSFr/i, 'chf'],
  [/zł|\bPLN\b/i, 'pln'],
  [/\bA\$|\bAUD\b/i, 'aud'],
  [/\bC\$|\bCAD\b/i, 'cad'],
  [/\bNZ\$|\bNZD\b/i, 'nzd'],
  [/₫|\bVND\b/i, 'vnd'],
  [/¥|\bJPY\b/i, 'jpy'],
  [/₩|\bKRW\b/i, 'krw'],
  [/₹|\bINR\b/i, 'inr'],
  [/\bSEK\b/i, 'sek'],
  [/\bNOK\b/i, 'nok'],
  [/\bDKK\b/i, 'dkk'],
  [/\bCZK\b|Kč/i, 'czk'],
  [/\$|\bUSD\b/i, 'usd'],
]

const METRIC = /m2|m²|sqm|qm\b|fl[aä]che|surface|superficie|metri|oppervlak|powierzchnia|square ?m/i

/** Guesses from the headers, the guessed fields and a sample of the rows. */
export function guessNotation(
  columns: readonly string[],
  fields: readonly SaleField[],
  sample: readonly string[][],
): Guess {
  const cells = (field: SaleField) => {
    const at = fields.indexOf(field)
    return at < 0 ? [] : sample.flatMap((row) => row[at] || [])
  }
  const header = (field: SaleField) => columns[fields.indexOf(field)] ?? ''
  const amounts = (['price', 'livingArea', 'lotArea', 'bathrooms'] as const).flatMap(cells)
  const decimal =
    decimalOf(amounts, cells('price')) ??
    decimalOf([...cells('latitude'), ...cells('longitude')], []) ??
    'point'
  const areaUnit = unitIn(`${header('livingArea')} ${cells('livingArea')[0] ?? ''}`, cells('livingAreaUnit'))
  const named = [...cells('currency'), header('price'), ...cells('price').slice(0, 20)]
  const currency = named.flatMap((text) => SIGNS.find(([sign]) => sign.test(text))?.[1] ?? [])[0]
  return {
    decimal,
    dayOrder: dayOrderOf(cells('soldOn'), areaUnit),
    areaUnit,
    // Without a sign, metric files with a decimal comma are most likely from the euro area.
    currency: currency ?? (areaUnit === 'm2' && decimal === 'comma' ? 'eur' : 'usd'),
  }
}

function unitIn(text: string, units: readonly string[]): AreaUnit {
  const [named] = units
  if (named) return (unitFactor(named, 'sqft') ?? 1) === 1 ? 'sqft' : 'm2'
  return METRIC.test(text) && !/sq\.? ?f/i.test(text) ? 'm2' : 'sqft'
}

/** A comma with one or two digits at the end, or after points: "120,5", "1.250.000,00". */
const hasDecimalComma = (cell: string) =>
  /,\d{1,2}(\D*)$|\d\.\d{3},|^-?\d+,\d{4,}$|\d\.\d{3}\.\d{3}/.test(cell)
/** Null if nothing tells. A price with a single group of three digits, "250.000", is a quarter million. */
function decimalOf(cells: readonly string[], prices: readonly string[]): DecimalMark | null {
  const commas =
    cells.filter(hasDecimalComma).length + prices.filter((cell) => /^\D*\d{1,3}\.\d{3}\D*$/.test(cell)).length
  const points =
    cells.filter(hasDecimalPoint).length + prices.filter((cell) => /^\D*\d{1,3},\d{3}\D*$/.test(cell)).length
  return commas === points ? null : commas > points ? 'comma' : 'point'
}

const hasDecimalPoint = (cell: string) =>
  /\.\d{1,2}(\D*)$|\d,\d{3}\.|^-?\d+\.\d{4,}$|\d,\d{3},\d{3}/.test(cell)

function dayOrderOf(cells: readonly string[], areaUnit: AreaUnit): DayOrder {
  const parts = cells.flatMap((cell) => {
    const found = /^(\d{1,2})([./-])(\d{1,2})[./-]\d{2,4}/.exec(cell)
    return found ? [{ first: Number(found[1]), mark: found[2], second: Number(found[3]) }] : []
  })
  if (parts.length === 0) return 'iso'
  if (parts.some(({ first }) => first > 12)) return 'day-first'
  if (parts.some(({ second }) => second > 12)) return 'month-first'
  // Both are possible: points and metric files are written with the day first.
  return parts[0]?.mark === '.' || areaUnit === 'm2' ? 'day-first' : 'month-first'
}

/** A number as a file writes it, without its currency or unit. Null if it is not one. */
export function readNumber(cell: string, decimal: DecimalMark): number | null {
  const bare = cell
    .replace(/m[2²]$/i, '')
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^[^\d.,-]+|[^\d.,]+$/g, '')
  const plain = decimal === 'comma' ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '')
  if (!/^-?\d+(\.\d+)?$|^-?\.\d+$/.test(plain)) return null
  return Number(plain)
}

/** A coordinate. Some files with decimal commas have points here, and it never has groups of digits. */
export const readCoordinate = (cell: string): number | null =>
  readNumber(cell.replace(/^(-?\d{1,3}),(\d+)$/, '$1.$2'), 'point')

/** A day as ISO. Null if it does not exist. */
export function readDay(cell: string, order: DayOrder): string | null {
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T\s].*)?$/.exec(cell)
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const parts = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})(?:\s.*)?$/.exec(cell)
  if (!parts) return null
  const [first, second] = [Number(parts[1]), Number(parts[2])]
  const [month, day] = order === 'month-first' ? [first, second] : [second, first]
  const year = Number(parts[3])
  return existing(year < 100 ? (year < 70 ? 2000 : 1900) + year : year, month, day)
}

function existing(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year <= 2100
  return isReal ? date.toISOString().slice(0, 10) : null
}
