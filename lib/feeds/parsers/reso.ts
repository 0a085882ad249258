import { z } from 'zod'
import type { FeedItem, Listing, ListingKind, ListingStatus } from '../listings/listing.ts'
import { instantOf, numberOf, plainText, positive, webAddress, within } from './plain-text.ts'

/** Lookups of the RESO Data Dictionary, without blanks and in small letters: systems write them either way. */
const STATUS: Record<string, ListingStatus> = {
  active: 'current',
  activeundercontract: 'current',
  closed: 'sold',
  pending: 'offmarket',
  hold: 'offmarket',
  comingsoon: 'offmarket',
  incomplete: 'offmarket',
  expired: 'withdrawn',
  withdrawn: 'withdrawn',
  canceled: 'withdrawn',
  delete: 'withdrawn',
}
const KIND: Record<string, { kind: ListingKind; lease?: true }> = {
  residential: { kind: 'residential' },
  residentialincome: { kind: 'residential' },
  manufacturedinpark: { kind: 'residential' },
  residentiallease: { kind: 'rental', lease: true },
  land: { kind: 'land' },
  farm: { kind: 'rural' },
  commercialsale: { kind: 'commercial' },
  commerciallease: { kind: 'commercial', lease: true },
  businessopportunity: { kind: 'business' },
}

const Media = z.looseObject({ MediaURL: z.unknown(), Order: z.unknown() })
const Record_ = z.record(z.string(), z.unknown())

export class NotReso extends Error {}

/**
 * The listings of a file of the RESO Data Dictionary: an array, or what an OData service answers.
 * @throws NotReso: it is not JSON, or not a list of listings
 */
export function* readReso(text: string): Generator<FeedItem> {
  for (const [i, row] of rowsOf(text).entries()) yield readRow(i + 1, row)
}

function rowsOf(text: string): unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new NotReso('It is not whole JSON.')
  }
  if (Array.isArray(parsed)) return parsed
  const whole = Record_.safeParse(parsed)
  const list = whole.data?.value ?? whole.data?.listings
  if (Array.isArray(list)) return list
  if (whole.data && 'ListingKey' in whole.data) return [whole.data]
  throw new NotReso('It is JSON, but not a list of listings.')
}

function readRow(position: number, given: unknown): FeedItem {
  const parsed = Record_.safeParse(given)
  if (!parsed.success) return { position, sourceKey: null, reason: 'It is not a listing.' }
  const row = parsed.data
  const say = (name: string, most = 200) => plainText(wordOf(row[name]), most)
  const key = say('ListingKey', 100) || say('ListingId', 100)
  const unread = (reason: string) => ({ position, sourceKey: key || null, reason })
  if (!key) return unread('It has neither a ListingKey nor a ListingId, so it could not be told from others.')
  const told = say('StandardStatus') || say('MlsStatus')
  if (!told) return unread('It does not say its StandardStatus.')
  const known = STATUS[bare(told)]
  if (!known) return unread(`Its status “${told.slice(0, 30)}” is not one of the Data Dictionary.`)
  const type = KIND[bare(say('PropertyType') || 'Residential')]
  if (!type) return unread(`Its type “${say('PropertyType', 30)}” is not one of the Data Dictionary.`)
  const listing = listingOf(row, say, type)
  const isBare = listing.suburb === '' && listing.street === ''
  if (known === 'current' && isBare) return unread('It has no address.')
  return {
    position,
    sourceKey: `${say('OriginatingSystemName', 60) || say('ListOfficeKey', 60)}/${key}`,
    status: known === 'sold' && type.lease ? 'leased' : known,
    modifiedAt: instantOf(say('ModificationTimestamp')),
    listing,
    bare: isBare,
  }
}

function listingOf(
  row: Record<string, unknown>,
  say: (name: string, most?: number) => string,
  { kind, lease }: { kind: ListingKind; lease?: true },
): Listing {
  const count = (name: string) => within(numberOf(say(name)), 1_000)
  const amount = within(positive(numberOf(say('ListPrice'))), 1e12)
  const per = lease ? (/week/i.test(say('LeaseAmountFrequency')) ? ' a week' : ' a month') : ''
  const street = ['StreetNumber', 'StreetDirPrefix', 'StreetName', 'StreetSuffix'].map((name) =>
    say(name, 60),
  )
  const unit = say('UnitNumber', 20)
  const line = street.filter(Boolean).join(' ')
  return {
    kind,
    offer: lease ? 'lease' : 'sale',
    headline: '',
    description: say('PublicRemarks', 20_000),
    street:
      (line && unit ? `${line} #${unit}` : line) || (say('UnparsedAddress').split(',')[0]?.trim() ?? ''),
    suburb: say('City', 100),
    state: say('StateOrProvince', 60),
    postcode: say('PostalCode', 20),
    country: say('Country', 60),
    showsStreet: row.InternetAddressDisplayYN !== false,
    priceWords: amount === null ? '' : `$${amount.toLocaleString('en-US')}${per}`,
    priceAmount: amount,
    bedrooms: count('BedroomsTotal'),
    bathrooms: count('BathroomsTotalInteger') ?? count('BathroomsTotalDecimal'),
    parking: count('GarageSpaces') ?? count('ParkingTotal'),
    landArea: areaOf(
      say('LotSizeArea') || say('LotSizeSquareFeet'),
      say('LotSizeUnits', 20) || 'Square Feet',
    ),
    buildingArea: areaOf(say('LivingArea'), say('LivingAreaUnits', 20) || 'Square Feet'),
    underOffer: bare(say('StandardStatus')) === 'activeundercontract',
    features: ['InteriorFeatures', 'ExteriorFeatures', 'View', 'PoolFeatures']
      .flatMap((name) => wordsOf(row[name]))
      .map((one) => plainText(one, 60))
      .filter((one) => one && !/^none$/i.test(one))
      .slice(0, 60),
    photoUrls: photosOf(row.Media),
    agents: say('ListAgentFullName', 120)
      ? [
          {
            name: say('ListAgentFullName', 120),
            phone: say('ListAgentPreferredPhone', 60),
            email: say('ListAgentEmail', 200),
          },
        ]
      : [],
    inspections: [],
  }
}

const bare = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')

const wordOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** A list, or the list as text with commas between. */
const wordsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(wordOf) : wordOf(value).split(',')

function areaOf(text: string, unit: string): Listing['landArea'] {
  const value = positive(numberOf(text))
  return value === null ? null : { value, unit }
}

function photosOf(media: unknown): string[] {
  return (Array.isArray(media) ? media : [])
    .map((one) => Media.safeParse(one).data)
    .filter((one) => one !== undefined)
    .toSorted((a, b) => (numberOf(wordOf(a.Order)) ?? 1e9) - (numberOf(wordOf(b.Order)) ?? 1e9))
    .map(({ MediaURL }) => webAddress(wordOf(MediaURL)))
    .filter((url) => url !== null)
    .slice(0, 60)
}
