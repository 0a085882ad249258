import type { FeedItem, Listing } from '../../listings/listing.ts'
import { amountsIn, bathsOf, moneyWords, roomsOf } from '../amounts.ts'
import { isGiven } from '../flags.ts'
import { instantOf, numberOf, plainText, positive, within } from '../plain-text.ts'
import { type JsonRow, jsonRow, reasonNotForInternet, showsAddress, valuesOf } from './json-row.ts'
import { parseLenientJson } from './lenient-json.ts'
import { isUnderContract, type PropertyKind, propertyKindOf, statusOf } from './lookups.ts'
import { photosOf } from './reso-media.ts'
import { isSimplyRets, readSimplyRets } from './simplyrets.ts'

export class NotReso extends Error {}

type Fields = Record<string, unknown>

/**
 * The listings of a JSON file: an array, the response of an OData service (RESO, Bridge, Trestle, MLS Grid, Spark), or of
 * SimplyRETS.
 * @throws NotReso: it is not JSON, or not a list of listings
 */
export function* readReso(text: string): Generator<FeedItem> {
  const { rows, hasMore } = rowsOf(text)
  for (const [i, row] of rows.entries()) yield readRow(i + 1, row)
  if (hasMore) yield { position: rows.length + 1, sourceKey: null, reason: MORE_PAGES }
}

const MORE_PAGES =
  'The file has more pages (@odata.nextLink), which weren’t sent. Send all listings, or enter the URL so that we fetch every page.'

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where services put their list. Spark nests it in "D". */
const LISTS = ['value', 'listings', 'bundle', 'results', 'data', 'items', 'properties', 'property']
const DEEPEST_LIST = 3

type Rows = { rows: unknown[]; hasMore: boolean }

function rowsOf(text: string): Rows {
  let parsed: unknown
  try {
    parsed = parseLenientJson(text)
  } catch {
    throw new NotReso('This file isn’t valid JSON.')
  }
  // The pages of a feed that we fetched (fetch/fetch-pages.ts).
  if (isFields(parsed) && Array.isArray(parsed.pages)) {
    const lists = parsed.pages.map((page) => listIn(page, 0))
    if (lists.some((list) => list === null)) throw new NotReso('A page of this feed has no list of listings.')
    return { rows: lists.flatMap((list) => list ?? []), hasMore: false }
  }
  const list = listIn(parsed, 0)
  if (list) return { rows: list, hasMore: isFields(parsed) && isGiven(parsed['@odata.nextLink']) }
  if (isFields(parsed) && keyOf(jsonRow(withStandardFields(parsed))))
    return { rows: [parsed], hasMore: false }
  const refusal = isFields(parsed) ? jsonRow(parsed).text(['Message', 'error_description', 'error']) : ''
  throw new NotReso(
    refusal
      ? `This JSON file has no list of listings. It says: “${refusal.slice(0, 120)}”.`
      : 'This JSON file has no list of listings.',
  )
}

function listIn(value: unknown, depth: number): unknown[] | null {
  if (Array.isArray(value)) return value
  if (!isFields(value) || depth >= DEEPEST_LIST) return null
  const named = new Map(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), inner]))
  for (const name of LISTS) {
    const inner = named.get(name)
    if (Array.isArray(inner)) return inner
  }
  const wrapped = named.get('d') ?? named.get('response') ?? named.get('result') ?? named.get('data')
  return wrapped === undefined ? null : listIn(wrapped, depth + 1)
}

/** Spark puts the fields of a listing in "StandardFields", next to its id. */
function withStandardFields(row: Fields): Fields {
  const standard = row.StandardFields
  return isFields(standard) ? { ...row, ...standard } : row
}

const keyOf = (row: JsonRow): string =>
  row.text(['ListingKey', 'ListingKeyNumeric', 'ListingId', 'MlsId', 'Id'], 100)

function readRow(position: number, given: unknown): FeedItem {
  if (!isFields(given)) return { position, sourceKey: null, reason: 'This isn’t a listing.' }
  if (isSimplyRets(given)) return readSimplyRets(position, given)
  const row = jsonRow(withStandardFields(given))
  const key = keyOf(row)
  const unread = (reason: string) => ({ position, sourceKey: key || null, reason })
  if (!key) return unread('The ListingKey or ListingId is missing.')
  const sourceKey = `${row.text(['OriginatingSystemName', 'ListOfficeKey'], 60)}/${key}`
  const modifiedAt = instantOf(row.text(['ModificationTimestamp', 'BridgeModificationTimestamp']))
  // MLS Grid: the record must be removed. Its details are not kept.
  if (row.flag('MlgCanView') === false) return removed({ position, sourceKey, modifiedAt })
  const [standard, local] = [row.text('StandardStatus'), row.text('MlsStatus')]
  if (!standard && !local) return unread('The StandardStatus is missing.')
  const known = statusOf(standard) ?? statusOf(local)
  if (!known)
    return unread(`The status “${(standard || local).slice(0, 30)}” isn’t in the RESO Data Dictionary.`)
  const type = typeOf(row)
  if (!type)
    return unread(`The property type “${row.text('PropertyType', 30)}” isn’t in the RESO Data Dictionary.`)
  const read = listingOf(row, type)
  const listing = isUnderContract(`${standard} ${local}`) ? { ...read, underOffer: true } : read
  const isBare = listing.suburb === '' && listing.street === ''
  if (known === 'current' && isBare && listing.showsStreet) return unread('The address is missing.')
  return {
    position,
    sourceKey,
    status: known === 'sold' && type.lease ? 'leased' : known,
    modifiedAt,
    listing,
    bare: isBare && listing.description === '',
  }
}

/** Spark has one-letter types. */
const SPARK_KIND: Record<string, PropertyKind> = {
  A: { kind: 'residential' },
  B: { kind: 'residential' },
  C: { kind: 'land' },
  D: { kind: 'rural' },
  E: { kind: 'commercial' },
  F: { kind: 'rental', lease: true },
}

function typeOf(row: JsonRow): PropertyKind | undefined {
  const given = row.text('PropertyType') || 'Residential'
  return SPARK_KIND[given] ?? propertyKindOf(given)
}

/** A listing that the feed says to remove: withdrawn, and without its details. */
function removed(at: { position: number; sourceKey: string; modifiedAt: string | null }): FeedItem {
  const notForInternet = 'The feed says it can’t be shown (MlgCanView).'
  const listing = { ...listingOf(jsonRow({}), { kind: 'residential' }), showsStreet: false, notForInternet }
  return { ...at, status: 'withdrawn', listing, bare: false }
}

function listingOf(row: JsonRow, { kind, lease }: PropertyKind): Listing {
  const count = (name: string) => within(roomsOf(row.text(name)), 1_000)
  const amount = within(
    positive(amountsIn(row.text(['ListPrice', 'CurrentPrice']), lease === true)[0] ?? null),
    1e12,
  )
  const per = lease ? periodWords(row.text('LeaseAmountFrequency')) : ''
  const notForInternet = reasonNotForInternet(row)
  return {
    kind,
    offer: lease ? 'lease' : 'sale',
    headline: row.text('MarketingHeadline', 300),
    description: row.text('PublicRemarks', 20_000),
    street: streetOf(row),
    suburb: row.text(['City', 'PostalCity'], 100),
    state: row.text('StateOrProvince', 60),
    postcode: row.text('PostalCode', 20),
    country: row.text('Country', 60),
    showsStreet: showsAddress(row),
    ...(notForInternet && { notForInternet: notForInternet.slice(0, 200) }),
    ...priceOf(row, amount, per),
    bedrooms: count('BedroomsTotal') ?? count('BedsTotal'),
    bathrooms: bathroomsOf(row),
    parking: count('GarageSpaces') ?? count('ParkingTotal'),
    landArea: landAreaOf(row),
    buildingArea: areaOf(
      row.text(['LivingArea', 'BuildingAreaTotal', 'AboveGradeFinishedArea']),
      row.text(['LivingAreaUnits', 'BuildingAreaUnits'], 20) || 'Square Feet',
    ),
    underOffer: false,
    features: ['InteriorFeatures', 'ExteriorFeatures', 'View', 'PoolFeatures']
      .flatMap((name) => valuesOf(row.value(name)))
      .map((one) => plainText(one, 60))
      .filter((one) => one && !/^(none|n\/a|no|other)$/i.test(one))
      .slice(0, 60),
    photoUrls: photosOf(row.value('Media') ?? row.value('Photos')),
    agents: row.text('ListAgentFullName', 120)
      ? [
          {
            name: row.text('ListAgentFullName', 120),
            phone: row.text('ListAgentPreferredPhone', 60),
            email: row.text('ListAgentEmail', 200),
          },
        ]
      : [],
    inspections: [],
  }
}

/** Some boards list a home at a range, with its lower end apart. */
function priceOf(
  row: JsonRow,
  amount: number | null,
  per: string,
): Pick<Listing, 'priceWords' | 'priceAmount'> {
  if (amount === null) return { priceWords: '', priceAmount: null }
  const low = amountsIn(row.text(['ListPriceLow', 'ListPriceRangeLow']))[0]
  if (low !== undefined && low < amount) return { priceWords: moneyWords([low, amount]), priceAmount: null }
  return { priceWords: `${moneyWords([amount])}${per}`, priceAmount: amount }
}

function streetOf(row: JsonRow): string {
  const parts = ['StreetNumber', 'StreetDirPrefix', 'StreetName', 'StreetSuffix', 'StreetDirSuffix']
  const number = row.text(['StreetNumber', 'StreetNumberNumeric'], 60)
  const line = [number, ...parts.slice(1).map((name) => row.text(name, 60))].filter(Boolean).join(' ')
  const unit = row.text('UnitNumber', 20).replace(/^#\s*/, '')
  const named = row.text('StreetName', 60) ? line : ''
  if (named) return plainText(unit ? `${named} #${unit}` : named, 200)
  return (
    row.text(['UnparsedAddress', 'UnparsedFirstLineAddress', 'FullStreetAddress']).split(',')[0]?.trim() ?? ''
  )
}

/** Full baths and parts of one, or the total. In one MLS a total of 1.1 is one full and one half bath. */
function bathroomsOf(row: JsonRow): number | null {
  const part = (name: string) => within(roomsOf(row.text(name)), 1_000)
  const full = part('BathroomsFull') ?? part('BathsFull')
  const half = part('BathroomsHalf') ?? part('BathsHalf') ?? part('BathroomsPartial')
  const threeQuarter = part('BathroomsThreeQuarter')
  const quarter = part('BathroomsOneQuarter')
  const parts = (full ?? 0) + (half ?? 0) / 2 + (threeQuarter ?? 0) * 0.75 + (quarter ?? 0) / 4
  if (full !== null && (half ?? threeQuarter ?? quarter) !== null) return parts
  const total = row.text(['BathroomsTotalDecimal', 'BathroomsTotalInteger', 'BathroomsTotal', 'BathsTotal'])
  return within(bathsOf(total), 1_000) ?? ((full ?? half ?? threeQuarter) ? parts : null)
}

function landAreaOf(row: JsonRow): Listing['landArea'] {
  const units = row.text('LotSizeUnits', 20)
  const inUnits = units ? areaOf(row.text('LotSizeArea'), units) : null
  return (
    inUnits ??
    areaOf(row.text('LotSizeAcres'), 'Acres') ??
    areaOf(row.text('LotSizeSquareFeet'), 'Square Feet') ??
    areaOf(row.text('LotSizeArea'), 'Square Feet')
  )
}

function periodWords(frequency: string): string {
  if (/week/i.test(frequency)) return ' a week'
  if (/year|annual/i.test(frequency)) return ' a year'
  return /da(y|ily)/i.test(frequency) ? ' a day' : ' a month'
}

function areaOf(text: string, unit: string): Listing['landArea'] {
  const value = positive(numberOf(text))
  return value === null ? null : { value, unit }
}
