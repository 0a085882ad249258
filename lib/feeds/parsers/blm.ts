import type { FeedItem, Listing, ListingStatus } from '../listings/listing.ts'
import { amountsIn, moneyWords, roomsOf } from './amounts.ts'
import { flagOf, isGiven } from './flags.ts'
import { type JsonRow, jsonRow } from './json/json-row.ts'
import { instantOf, numberOf, plainText, webAddress, within } from './plain-text.ts'

/**
 * Rightmove's BLM, version 3 and 3i: a header with the separators, a list of fields, and one record per property. Values
 * follow the specification's numbers.
 */
export const isBlm = (text: string): boolean => /^\s*#HEADER#/i.test(text.slice(0, 1_000))

export class NotBlm extends Error {}

const STATUS: Record<string, { status: ListingStatus; underOffer?: true }> = {
  '': { status: 'current' },
  0: { status: 'current' },
  1: { status: 'current', underOffer: true },
  2: { status: 'current', underOffer: true },
  3: { status: 'current', underOffer: true },
  4: { status: 'current', underOffer: true },
  5: { status: 'leased' },
  6: { status: 'sold' },
  7: { status: 'leased' },
}
const QUALIFIERS: Record<string, string> = {
  2: 'Guide price',
  3: 'Fixed price',
  4: 'Offers in excess of',
  5: 'Offers in the region of',
  6: 'Sale by tender',
  7: 'From',
  8: 'Offers over',
  9: 'Shared ownership',
  10: 'Offers over',
  11: 'Part buy, part rent',
  12: 'Shared equity',
  15: 'Offers invited',
}
const PRICE_ON_APPLICATION = '1'
const COMING_SOON = '16'
const RENT_PERIODS: Record<string, string> = {
  0: ' a week',
  1: ' a month',
  2: ' a quarter',
  3: ' a year',
  5: ' per person a week',
}
const LAND_TYPES = new Set(['20', '107', '110', '250', '256', '280'])
/** Media 60 and above are energy certificates. */
const FIRST_CERTIFICATE = 60
const MOST_PHOTOS = 60
const MOST_FIELDS = 2_000

/**
 * `fetchedFrom`: the URL of the file, to find photos that are stored beside it.
 * @throws NotBlm
 */
export function* readBlm(text: string, fetchedFrom: string | null = null): Generator<FeedItem> {
  const endOfField = separator(text, 'EOF') ?? '^'
  const endOfRecord = separator(text, 'EOR') ?? '~'
  const fields =
    section(text, 'DEFINITION')
      .split(endOfRecord)[0]
      ?.split(endOfField)
      .map((name) => name.trim()) ?? []
  if (fields.length < 2 || fields.length > MOST_FIELDS)
    throw new NotBlm('This BLM file has no list of fields (#DEFINITION#).')
  let position = 0
  const data = section(text, 'DATA')
  for (let from = 0; from < data.length; ) {
    const end = data.indexOf(endOfRecord, from)
    const record = data.slice(from, end < 0 ? data.length : end).trim()
    from = end < 0 ? data.length : end + endOfRecord.length
    if (record === '') continue
    position += 1
    yield readRecord(position, fields, record.split(endOfField), { isCut: end < 0, fetchedFrom })
  }
}

function separator(text: string, name: string): string | null {
  const line = new RegExp(
    String.raw`^\s*${name}\s*:\s*(?:'([^'\r\n]{1,4})'|"([^"\r\n]{1,4})"|(\S{1,4}))`,
    'im',
  )
  const [, single, double, plain] = line.exec(text.slice(0, 2_000)) ?? []
  return single ?? double ?? plain ?? null
}

function section(text: string, name: string): string {
  const start = new RegExp(`#${name}#`, 'i').exec(text)
  if (!start) return ''
  const from = start.index + start[0].length
  const end = /#(?:DATA|END)#/gi
  end.lastIndex = from
  const found = end.exec(text)
  return text.slice(from, found ? found.index : text.length).trim()
}

function readRecord(
  position: number,
  names: readonly string[],
  values: readonly string[],
  { isCut, fetchedFrom }: { isCut: boolean; fetchedFrom: string | null },
): FeedItem {
  const row = jsonRow(Object.fromEntries(names.map((name, i) => [name, (values[i] ?? '').trim()])))
  const key = row.text('AGENT_REF', 100)
  const unread = (reason: string) => ({ position, sourceKey: key || null, reason })
  if (!key) return unread('The AGENT_REF is missing.')
  if (isCut && values.length < names.filter(Boolean).length) return unread('The record is cut off.')
  const statusId = row.text('STATUS_ID')
  const known = STATUS[statusId]
  if (!known) return unread(`The STATUS_ID “${statusId.slice(0, 30)}” isn’t in Rightmove’s list.`)
  const published = row.value('PUBLISHED_FLAG')
  const isHidden = isGiven(published) && flagOf(published) !== true
  const { photoUrls, unlinkedPhotos } = photosOf(row, names, fetchedFrom)
  const listing = { ...listingOf(row), photoUrls, underOffer: known.underOffer === true }
  const isBare = listing.suburb === '' && listing.street === '' && listing.headline === ''
  if (known.status === 'current' && isBare) return unread('The address is missing.')
  const isLater = row.text('PRICE_QUALIFIER') === COMING_SOON
  return {
    position,
    sourceKey: `${row.text('BRANCH_ID', 60)}/${key}`,
    status: isHidden ? 'withdrawn' : isLater ? 'offmarket' : known.status,
    modifiedAt: instantOf(row.text('UPDATE_DATE')) ?? instantOf(row.text('CREATE_DATE')),
    listing,
    bare: isBare,
    ...(unlinkedPhotos > 0 && { unlinkedPhotos }),
  }
}

function listingOf(row: JsonRow): Omit<Listing, 'photoUrls'> {
  const isLetting =
    row.text('TRANS_TYPE_ID') === '2' ||
    (isGiven(row.value('LET_TYPE_ID')) && row.text('TRANS_TYPE_ID') === '')
  const isLand = LAND_TYPES.has(row.text('PROP_SUB_ID'))
  const town = row.text(['TOWN', 'ADDRESS_4', 'ADDRESS_3'], 100)
  const shown = row.text(['DISP_ADDRESS', 'DISPLAY_ADDRESS'])
  const features = Array.from({ length: 30 }, (_, i) => row.text(`FEATURE${i + 1}`, 60)).filter(Boolean)
  return {
    kind: isLetting ? 'rental' : isLand ? 'land' : 'residential',
    offer: isLetting ? 'lease' : 'sale',
    headline: row.text('SUMMARY', 300),
    description: row.text('DESCRIPTION', 20_000),
    street: streetOf(shown, town) || row.text(['ADDRESS_2', 'ADDRESS_1']),
    suburb: town,
    state: row.text('COUNTY', 60),
    postcode: [row.text('POSTCODE1', 10), row.text('POSTCODE2', 10)].filter(Boolean).join(' '),
    country: 'GB',
    showsStreet: true,
    ...priceOf(row, isLetting),
    bedrooms: within(roomsOf(row.text('BEDROOMS')), 1_000),
    bathrooms: within(roomsOf(row.text('BATHROOMS')), 1_000),
    parking: within(roomsOf(row.text('PARKING_SPACES')), 1_000),
    landArea: null,
    buildingArea: areaOf(row),
    underOffer: false,
    features,
    agents: [],
    inspections: [],
  }
}

/** The display address is what may be shown: "Hill Street, Bath". The house number in ADDRESS_1 stays private. */
function streetOf(shown: string, town: string): string {
  const parts = shown.split(',').map((part) => part.trim())
  const rest = parts.filter((part, i) => i === 0 || part.toLowerCase() !== town.toLowerCase())
  return rest.slice(0, 2).join(', ')
}

function priceOf(row: JsonRow, isLetting: boolean): Pick<Listing, 'priceWords' | 'priceAmount'> {
  const qualifier = row.text('PRICE_QUALIFIER')
  const amount = amountsIn(row.text('PRICE'), true)[0] ?? null
  if (qualifier === PRICE_ON_APPLICATION) return { priceWords: 'Price on application', priceAmount: null }
  if (amount === null || within(amount, 1e12) === null) return { priceWords: '', priceAmount: null }
  const money = moneyWords([amount], '£')
  if (isLetting)
    return {
      priceWords: `${money}${RENT_PERIODS[row.text('LET_RENT_FREQUENCY') || '1'] ?? ' a month'}`,
      priceAmount: amount,
    }
  const words = QUALIFIERS[qualifier]
  return { priceWords: words ? `${words} ${money}` : money, priceAmount: amount }
}

const AREA_UNITS: Record<string, string> = { 1: 'sq ft', 2: 'sq m', 3: 'acres', 4: 'hectares' }

function areaOf(row: JsonRow): Listing['buildingArea'] {
  const value = numberOf(row.text(['MAX_SIZE_ENTERED', 'MIN_SIZE_ENTERED']))
  const unit = AREA_UNITS[row.text('AREA_SIZE_UNIT_ID')]
  return value && unit ? { value, unit } : null
}

/** `IMG_9_00.jpg`, as files that are sent together with the BLM file are named. No folders, which could lead elsewhere. */
const FILE_NAME = /^[^\\/:*?"<>|\s][^\\/:*?"<>|]{0,200}\.(?:jpe?g|png|gif|webp|bmp|tiff?)$/i

/**
 * Photos as URLs, in the order of their numbers. Names of files are looked for beside a file that was fetched. The names in
 * a file that was sent or uploaded can't be found anywhere, so they are counted.
 */
function photosOf(row: JsonRow, names: readonly string[], fetchedFrom: string | null) {
  const numbers = names
    .map((name) => /^MEDIA_IMAGE_(\d{1,3})$/i.exec(name)?.[1])
    .filter((number) => number !== undefined)
    .filter((number) => Number(number) < FIRST_CERTIFICATE)
    .toSorted((a, b) => Number(a) - Number(b))
  const given = numbers
    .map((number) => plainText(row.text(`MEDIA_IMAGE_${number}`, 2_000), 2_000))
    .filter(Boolean)
  const urls = given.map((text) => webAddress(text) ?? besideFile(text, fetchedFrom))
  const photoUrls = [...new Set(urls.filter((url) => url !== null))].slice(0, MOST_PHOTOS)
  return { photoUrls, unlinkedPhotos: urls.filter((url) => url === null).length }
}

function besideFile(name: string, fetchedFrom: string | null): string | null {
  if (fetchedFrom === null || !FILE_NAME.test(name) || !URL.canParse(fetchedFrom)) return null
  const file = new URL(fetchedFrom)
  // What opens the file alone, such as a password, must not be published with a photo.
  if (file.username || file.password || file.search || !/^https?:$/.test(file.protocol)) return null
  return new URL(encodeURIComponent(name), file).href
}
