import { createHash } from 'node:crypto'
import type { AreaUnit } from '@/db/schema/work/own-sales'
import { type Notation, readCoordinate, readDay, readNumber, unitFactor } from './notation'
import type { SalesTable } from './read-table'
import type { SaleField } from './sale-fields'

/** A sale as it is stored, with areas in the unit of its data set. */
export type ReadSale = {
  saleKey: string
  parcel: string
  address: string
  soldOn: string
  price: number
  livingArea: number
  lotArea: number | null
  bedrooms: number | null
  bathrooms: number | null
  floors: number | null
  yearBuilt: number | null
  area: string
  latitude: number | null
  longitude: number | null
}

export type RefusedRow = { line: number; reason: string }
export type SaleReading = Notation & { fields: readonly SaleField[]; areaUnit: AreaUnit; currency: string }

/** The fields without which a row is not a sale. */
export const neededFields = [
  ['soldOn', 'the sale date'],
  ['price', 'the price'],
  ['livingArea', 'the living area'],
] as const satisfies readonly (readonly [SaleField, string])[]

/** Reads each row: a sale, or the reason why it is not one. `today` is the last possible day. */
export function* parseSales(
  { rows }: SalesTable,
  reading: SaleReading,
  today: string,
): Generator<{ line: number } & ({ sale: ReadSale } | { reason: string })> {
  const at = new Map(reading.fields.map((field, i) => [field, i]))
  for (const { line, cells } of rows) {
    const cell = (field: SaleField) => cells[at.get(field) ?? -1] ?? ''
    yield { line, ...saleIn(cell, reading, today) }
  }
}

function saleIn(
  cell: (field: SaleField) => string,
  { decimal, dayOrder, areaUnit, currency }: SaleReading,
  today: string,
): { sale: ReadSale } | { reason: string } {
  const number = (field: SaleField) => readNumber(cell(field), decimal)
  const status = cell('status')
  if (status && !/closed|sold|verkauft|vendu|vendid[oa]|venduto|verkocht|sprzedan/i.test(status))
    return { reason: `Not sold: ${status.slice(0, 40)}` }
  const named = cell('currency').toLowerCase()
  if (/^[a-z]{3}$/.test(named) && named !== currency)
    return { reason: `Another currency: ${named.toUpperCase()}` }

  const soldOn = readDay(cell('soldOn'), dayOrder)
  if (!soldOn) return { reason: problem('sale date', cell('soldOn')) }
  if (soldOn > today) return { reason: 'The sale date is in the future' }
  const price = number('price')
  if (price === null || price < 1) return { reason: problem('price', cell('price')) }
  if (price > MOST_PRICE) return { reason: `The price is above ${MOST_PRICE.toLocaleString('en-US')}` }
  const livingArea = areaOf(number('livingArea'), cell('livingAreaUnit'), areaUnit)
  if (livingArea === null || livingArea < LEAST_AREA[areaUnit] || livingArea > MOST_AREA[areaUnit])
    return { reason: problem('living area', cell('livingArea')) }
  const area = (cell('postalCode') || cell('city')).slice(0, 60)
  if (!area) return { reason: 'No postal code or city' }

  const place = placeOf(readCoordinate(cell('latitude')), readCoordinate(cell('longitude')))
  if (place === 'invalid') return { reason: problem('location', `${cell('latitude')}, ${cell('longitude')}`) }
  const address = cell('address').slice(0, 200)
  const home =
    cell('parcel').slice(0, 100) || address || `${place?.latitude},${place?.longitude},${livingArea}`
  const year = number('yearBuilt')
  return {
    sale: {
      saleKey: createHash('sha256')
        .update(`${home.toLowerCase()}|${area}|${soldOn}|${Math.round(price)}`)
        .digest('hex')
        .slice(0, 32),
      parcel: `${home.toLowerCase()}|${area}`,
      address,
      soldOn,
      price: Math.round(price),
      livingArea,
      lotArea: positive(areaOf(number('lotArea'), cell('lotAreaUnit'), areaUnit), 1e9),
      bedrooms: whole(number('bedrooms'), 50),
      bathrooms: positive(number('bathrooms'), 50),
      floors: positive(number('floors'), 50),
      yearBuilt: year !== null && year >= 1500 && year <= 2100 ? Math.round(year) : null,
      area,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
    },
  }
}

/** What a column of whole numbers holds. */
const MOST_PRICE = 2_000_000_000
const LEAST_AREA: Record<AreaUnit, number> = { sqft: 100, m2: 9 }
const MOST_AREA: Record<AreaUnit, number> = { sqft: 100_000, m2: 10_000 }

const problem = (what: string, cell: string) =>
  cell ? `The ${what} can’t be read: ${cell.slice(0, 40)}` : `No ${what}`

function areaOf(value: number | null, unit: string, to: AreaUnit): number | null {
  if (value === null) return null
  const factor = unit ? unitFactor(unit, to) : 1
  return factor === null ? null : Math.round(value * factor * 100) / 100
}

const positive = (value: number | null, most: number) =>
  value !== null && value > 0 && value <= most ? value : null

const whole = (value: number | null, most: number) =>
  value !== null && value >= 0 && value <= most ? Math.round(value) : null

/** No location is fine for reports; half of one, or one off the globe, is a mistake. 0, 0 is what exports write for none. */
function placeOf(latitude: number | null, longitude: number | null) {
  if (latitude === null && longitude === null) return null
  if (latitude === 0 && longitude === 0) return null
  if (latitude === null || longitude === null) return 'invalid' as const
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return 'invalid' as const
  return { latitude, longitude }
}
