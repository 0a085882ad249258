import type { FieldChange } from '../views'
import type { Listing, ListingStatus } from './listing'

type State = { status: ListingStatus; data: unknown }

const WORDS: [keyof Listing, string][] = [
  ['priceWords', 'Price'],
  ['headline', 'Headline'],
  ['description', 'Description'],
  ['street', 'Street'],
  ['suburb', 'Suburb'],
  ['kind', 'Kind'],
  ['offer', 'Offer'],
  ['bedrooms', 'Bedrooms'],
  ['bathrooms', 'Bathrooms'],
  ['parking', 'Parking'],
  ['landArea', 'Land'],
  ['buildingArea', 'Building'],
  ['underOffer', 'Under offer'],
  ['features', 'Features'],
  ['photoUrls', 'Photos'],
  ['agents', 'Agents'],
  ['inspections', 'Inspections'],
]
const LONGEST_SHOWN = 120

/** What differs between two states of a listing, as people read it. */
export function changesBetween(before: State | undefined, after: State | undefined): FieldChange[] {
  if (!before || !after) return []
  const [old, now] = [before.data as Listing, after.data as Listing]
  const fields = WORDS.filter(([key]) => JSON.stringify(old[key]) !== JSON.stringify(now[key])).map(
    ([key, field]) => ({ field, before: wordsOf(old[key]), after: wordsOf(now[key]) }),
  )
  const status = { field: 'status', before: before.status, after: after.status } as const
  return before.status === after.status ? fields : [status, ...fields]
}

function wordsOf(value: Listing[keyof Listing]): string {
  if (value === null || value === '' || value === undefined) return 'not told'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return countOrNames(value)
  if (typeof value === 'object') return `${value.value} ${value.unit}`
  const text = String(value)
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text
}

/** Addresses of photos tell a person nothing: how many there are does. */
function countOrNames(values: readonly (string | Listing['agents'][number])[]): string {
  if (values.length === 0) return 'none'
  const names = values.map((one) => (typeof one === 'string' ? one : one.name))
  if (names.some((name) => /^https?:/.test(name))) return String(names.length)
  return wordsOf(names.join(', '))
}
