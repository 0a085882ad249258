import { z } from 'zod'
import { Refusal } from '@/lib/core/errors'
import { emptyFile, MOST_ROWS, type SalesTable, tooLong } from './read-table'

/**
 * Closed listings of a RESO Web API as a table with the standard's names as columns, so that they take the same path as CSV.
 * Its dates are ISO and its numbers are JSON, so nothing about them has to be guessed.
 */

/** The fields a sale can use. Others are not read. */
const FIELDS = [
  'ListingKey',
  'ParcelNumber',
  'StandardStatus',
  'CloseDate',
  'ClosePrice',
  'CurrencyCode',
  'LivingArea',
  'LivingAreaUnits',
  'LotSizeArea',
  'LotSizeUnits',
  'LotSizeSquareFeet',
  'LotSizeAcres',
  'BedroomsTotal',
  'BathroomsTotalDecimal',
  'BathroomsTotalInteger',
  'BathroomsFull',
  'BathroomsHalf',
  'StoriesTotal',
  'YearBuilt',
  'UnparsedAddress',
  'PostalCode',
  'City',
  'Latitude',
  'Longitude',
] as const
type Field = (typeof FIELDS)[number]

const Document = z.union([
  z.object({ value: z.array(z.record(z.string(), z.unknown())) }),
  z.array(z.record(z.string(), z.unknown())).transform((value) => ({ value })),
])

/** @throws Refusal `file.unreadable`, `file.empty`, `file.too-long` */
export function readReso(text: string): SalesTable {
  const { value } = parsed(text)
  if (value.length === 0) throw emptyFile()
  if (value.length > MOST_ROWS) throw tooLong()
  const used = FIELDS.filter((field) => field !== 'BathroomsFull' && field !== 'BathroomsHalf')
  const present = used.filter((field) => value.some((listing) => cellOf(listing, field) !== ''))
  return {
    columns: present,
    // A listing has no line. Its position serves to find it again.
    rows: value.map((listing, i) => ({ line: i + 1, cells: present.map((field) => cellOf(listing, field)) })),
  }
}

function parsed(text: string): z.output<typeof Document> {
  try {
    const { success, data } = Document.safeParse(JSON.parse(text))
    if (success) return data
  } catch {
    // Not JSON: the same message as for JSON of another kind.
  }
  throw new Refusal(
    'file.unreadable',
    'This file isn’t RESO JSON. It must contain a list of listings in “value”. Check the export and try again.',
  )
}

function cellOf(listing: Record<string, unknown>, field: Field): string {
  if (field === 'BathroomsTotalDecimal') return bathroomsOf(listing)
  const value = listing[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

/** The total, or full and half baths added up. */
function bathroomsOf({
  BathroomsTotalDecimal,
  BathroomsFull,
  BathroomsHalf,
}: Record<string, unknown>): string {
  if (typeof BathroomsTotalDecimal === 'number') return String(BathroomsTotalDecimal)
  if (typeof BathroomsFull !== 'number' && typeof BathroomsHalf !== 'number') return ''
  return String((Number(BathroomsFull) || 0) + 0.5 * (Number(BathroomsHalf) || 0))
}
