import type { FieldChange } from '../views'
import { unitWords } from './area-units'
import type { Listing, ListingStatus } from './listing'

type State = { status: ListingStatus; data: unknown }

const FIELD_LABELS: [keyof Listing, string][] = [
  ['priceWords', 'Price'],
  ['headline', 'Headline'],
  ['description', 'Description'],
  ['street', 'Street'],
  ['suburb', 'City or suburb'],
  ['showsStreet', 'Street is shown'],
  ['hidesSuburb', 'Suburb is hidden'],
  ['notForInternet', 'Not for the internet'],
  ['kind', 'Property type'],
  ['offer', 'Offer type'],
  ['bedrooms', 'Bedrooms'],
  ['bathrooms', 'Bathrooms'],
  ['parking', 'Parking spaces'],
  ['landArea', 'Land area'],
  ['buildingArea', 'Building area'],
  ['underOffer', 'Under offer'],
  ['features', 'Features'],
  ['photoUrls', 'Photos'],
  ['agents', 'Agents'],
  ['inspections', 'Open houses'],
]
const LONGEST_SHOWN = 120
/** The differences between two states of a listing, formatted for display. */
export function changesBetween(before: State | undefined, after: State | undefined): FieldChange[] {
  if (!before || !after) return []
  const [old, now] = [before.data as Listing, after.data as Listing]
  const fields = FIELD_LABELS.filter(([key]) => JSON.stringify(old[key]) !== JSON.stringify(now[key])).map(
    ([key, field]) => ({ field, before: formatValue(old[key]), after: formatValue(now[key]) }),
  )
  const status = { field: 'status', before: before.status, after: after.status } as const
  return before.status === after.status ? fields : [status, ...fields]
}

function formatValue(value: Listing[keyof Listing]): string {
  if (value === null || value === '' || value === undefined) return 'not set'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return countOrNames(value)
  if (typeof value === 'object') return `${value.value} ${unitWords(value.unit)}`
  const text = String(value)
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text
}

/** Shows the number of photos instead of their URLs. */
function countOrNames(values: readonly (string | Listing['agents'][number])[]): string {
  if (values.length === 0) return 'none'
  const names = values.map((one) => (typeof one === 'string' ? one : one.name))
  if (names.some((name) => /^https?:/.test(name))) return String(names.length)
  return formatValue(names.join(', '))
}
