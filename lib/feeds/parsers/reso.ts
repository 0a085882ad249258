import { z } from 'zod'
import type { FeedItem, Listing, ListingKind, ListingStatus } from '../listings/listing.ts'
import { instantOf, numberOf, plainText, positive, webAddress, within } from './plain-text.ts'

/** Lookups of the RESO Data Dictionary in lowercase without spaces, because systems write them in both forms. */
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
 * The listings of a RESO Data Dictionary file: an array, or the response of an OData service.
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
    throw new NotReso('This file isn’t valid JSON.')
  }
  if (Array.isArray(parsed)) return parsed
  const whole = Record_.safeParse(parsed)
  const list = whole.data?.value ?? whole.data?.listings
  if (Array.isArray(list)) return list
  if (whole.data && 'ListingKey' in whole.data) return [whole.data]
  throw new NotReso('This JSON file has no list of listings.')
}

function readRow(position: number, given: unknown): FeedItem {
  const parsed = Record_.safeParse(given)
  if (!parsed.success) return { position, sourceKey: null, reason: 'This isn’t a listing.' }
  const row = parsed.data
  const field = (name: string, most = 200) => plainText(textValue(row[name]), most)
  const key = field('ListingKey', 100) || field('ListingId', 100)
  const unread = (reason: string) => ({ position, sourceKey: key || null, reason })
  if (!key) return unread('The ListingKey or ListingId is missing.')
  const givenStatus = field('StandardStatus') || field('MlsStatus')
  if (!givenStatus) return unread('The StandardStatus is missing.')
  const known = STATUS[bare(givenStatus)]
  if (!known) return unread(`The status “${givenStatus.slice(0, 30)}” isn’t in the RESO Data Dictionary.`)
  const type = KIND[bare(field('PropertyType') || 'Residential')]
  if (!type)
    return unread(`The property type “${field('PropertyType', 30)}” isn’t in the RESO Data Dictionary.`)
  const listing = listingOf(row, field, type)
  const isBare = listing.suburb === '' && listing.street === ''
  if (known === 'current' && isBare) return unread('The address is missing.')
  return {
    position,
    sourceKey: `${field('OriginatingSystemName', 60) || field('ListOfficeKey', 60)}/${key}`,
    status: known === 'sold' && type.lease ? 'leased' : known,
    modifiedAt: instantOf(field('ModificationTimestamp')),
    listing,
    bare: isBare,
  }
}

function listingOf(
  row: Record<string, unknown>,
  field: (name: string, most?: number) => string,
  { kind, lease }: { kind: ListingKind; lease?: true },
): Listing {
  const count = (name: string) => within(numberOf(field(name)), 1_000)
  const amount = within(positive(numberOf(field('ListPrice'))), 1e12)
  const per = lease ? (/week/i.test(field('LeaseAmountFrequency')) ? ' a week' : ' a month') : ''
  const street = ['StreetNumber', 'StreetDirPrefix', 'StreetName', 'StreetSuffix'].map((name) =>
    field(name, 60),
  )
  const unit = field('UnitNumber', 20)
  const line = street.filter(Boolean).join(' ')
  return {
    kind,
    offer: lease ? 'lease' : 'sale',
    headline: '',
    description: field('PublicRemarks', 20_000),
    street:
      (line && unit ? `${line} #${unit}` : line) || (field('UnparsedAddress').split(',')[0]?.trim() ?? ''),
    suburb: field('City', 100),
    state: field('StateOrProvince', 60),
    postcode: field('PostalCode', 20),
    country: field('Country', 60),
    showsStreet: row.InternetAddressDisplayYN !== false,
    priceWords: amount === null ? '' : `$${amount.toLocaleString('en-US')}${per}`,
    priceAmount: amount,
    bedrooms: count('BedroomsTotal'),
    bathrooms: count('BathroomsTotalInteger') ?? count('BathroomsTotalDecimal'),
    parking: count('GarageSpaces') ?? count('ParkingTotal'),
    landArea: areaOf(
      field('LotSizeArea') || field('LotSizeSquareFeet'),
      field('LotSizeUnits', 20) || 'Square Feet',
    ),
    buildingArea: areaOf(field('LivingArea'), field('LivingAreaUnits', 20) || 'Square Feet'),
    underOffer: bare(field('StandardStatus')) === 'activeundercontract',
    features: ['InteriorFeatures', 'ExteriorFeatures', 'View', 'PoolFeatures']
      .flatMap((name) => valuesOf(row[name]))
      .map((one) => plainText(one, 60))
      .filter((one) => one && !/^none$/i.test(one))
      .slice(0, 60),
    photoUrls: photosOf(row.Media),
    agents: field('ListAgentFullName', 120)
      ? [
          {
            name: field('ListAgentFullName', 120),
            phone: field('ListAgentPreferredPhone', 60),
            email: field('ListAgentEmail', 200),
          },
        ]
      : [],
    inspections: [],
  }
}

const bare = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')

const textValue = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** An array, or a comma-separated text. */
const valuesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(textValue) : textValue(value).split(',')

function areaOf(text: string, unit: string): Listing['landArea'] {
  const value = positive(numberOf(text))
  return value === null ? null : { value, unit }
}

function photosOf(media: unknown): string[] {
  return (Array.isArray(media) ? media : [])
    .map((one) => Media.safeParse(one).data)
    .filter((one) => one !== undefined)
    .toSorted((a, b) => (numberOf(textValue(a.Order)) ?? 1e9) - (numberOf(textValue(b.Order)) ?? 1e9))
    .map(({ MediaURL }) => webAddress(textValue(MediaURL)))
    .filter((url) => url !== null)
    .slice(0, 60)
}
