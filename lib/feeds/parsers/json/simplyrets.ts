import type { FeedItem, Listing } from '../../listings/listing.ts'
import { amountsIn, bathsOf, roomsOf } from '../amounts.ts'
import { instantOf, numberOf, plainText, positive, within } from '../plain-text.ts'
import { jsonRow, reasonNotForInternet, showsAddress, textValue } from './json-row.ts'
import { isUnderContract, type PropertyKind, propertyKindOf, statusOf } from './lookups.ts'
import { photosOf } from './reso-media.ts'

type Fields = Record<string, unknown>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

/** SimplyRETS nests the fields of a listing in `property`, `address` and `mls`. */
export const isSimplyRets = (row: Fields): boolean =>
  'mlsId' in row && ('property' in row || 'address' in row) && !('ListingKey' in row)

export function readSimplyRets(position: number, given: Fields): FeedItem {
  const row = jsonRow(given)
  const mls = jsonRow(fieldsOf(given.mls))
  const key = row.text(['mlsId', 'listingId'], 100)
  const unread = (reason: string) => ({ position, sourceKey: key || null, reason })
  if (!key) return unread('The mlsId is missing.')
  const status = mls.text(['status', 'statusText'])
  const known = statusOf(status)
  if (!status) return unread('The status is missing.')
  if (!known) return unread(`The status “${status.slice(0, 30)}” isn’t known.`)
  const type = jsonRow(fieldsOf(given.property)).text('type')
  const kind = propertyKindOf(type || 'residential')
  if (!kind) return unread(`The property type “${type.slice(0, 30)}” isn’t known.`)
  const listing = listingOf(given, kind)
  const isBare = listing.suburb === '' && listing.street === ''
  if (known === 'current' && isBare && listing.showsStreet) return unread('The address is missing.')
  return {
    position,
    sourceKey: `${mls.text('originatingSystemName', 60)}/${key}`,
    status: known === 'sold' && kind.lease ? 'leased' : known,
    modifiedAt: instantOf(row.text('modified')),
    listing: isUnderContract(status) ? { ...listing, underOffer: true } : listing,
    bare: isBare && listing.description === '',
  }
}

function listingOf(given: Fields, { kind, lease }: PropertyKind): Listing {
  const row = jsonRow(given)
  const home = jsonRow(fieldsOf(given.property))
  const address = jsonRow(fieldsOf(given.address))
  const amount = within(positive(amountsIn(row.text('listPrice'), lease === true)[0] ?? null), 1e12)
  const agent = jsonRow(fieldsOf(given.agent))
  const contact = jsonRow(fieldsOf(fieldsOf(given.agent).contact))
  const name = [agent.text('firstName', 60), agent.text('lastName', 60)].filter(Boolean).join(' ')
  const notForInternet = reasonNotForInternet(row)
  const parking = jsonRow(fieldsOf(home.value('parking')))
  return {
    kind,
    offer: lease ? 'lease' : 'sale',
    headline: '',
    description: row.text('remarks', 20_000),
    street: streetOf(address),
    suburb: address.text('city', 100),
    state: address.text('state', 60),
    postcode: address.text('postalCode', 20),
    country: address.text('country', 60),
    showsStreet: showsAddress(row),
    ...(notForInternet && { notForInternet: notForInternet.slice(0, 200) }),
    priceWords: amount === null ? '' : `$${amount.toLocaleString('en-US')}${lease ? ' a month' : ''}`,
    priceAmount: amount,
    bedrooms: within(roomsOf(home.text('bedrooms')), 1_000),
    bathrooms: bathroomsOf(home),
    parking: within(roomsOf(home.text('garageSpaces') || parking.text('spaces')), 1_000),
    landArea:
      areaOf(home.text('lotSizeArea'), home.text('lotSizeAreaUnits', 20) || 'Square Feet') ?? acresOf(home),
    buildingArea: areaOf(home.text('area'), 'Square Feet'),
    underOffer: false,
    features: ['interiorFeatures', 'exteriorFeatures', 'view', 'pool']
      .flatMap((field) => textValue(home.value(field)).split(','))
      .map((one) => plainText(one, 60))
      .filter((one) => one && !/^(none|no|n\/a)$/i.test(one))
      .slice(0, 60),
    photoUrls: photosOf(row.value('photos')),
    agents: name
      ? [{ name, phone: contact.text(['cell', 'office'], 60), email: contact.text('email', 200) }]
      : [],
    inspections: [],
  }
}

function streetOf(address: ReturnType<typeof jsonRow>): string {
  const line = [
    address.text('streetNumberText', 60) || address.text('streetNumber', 60),
    address.text('streetName', 120),
  ]
    .filter(Boolean)
    .join(' ')
  const unit = address.text('unit', 20)
  if (address.text('streetName')) return unit ? `${line} #${unit}` : line
  return address.text('full').split(',')[0]?.trim() ?? ''
}

function bathroomsOf(home: ReturnType<typeof jsonRow>): number | null {
  const part = (name: string) => roomsOf(home.text(name))
  const [full, half, threeQuarter] = [part('bathsFull'), part('bathsHalf'), part('bathsThreeQuarter')]
  if (full === null && half === null && threeQuarter === null)
    return within(bathsOf(home.text(['bathrooms', 'bathsTotal'])), 1_000)
  return within((full ?? 0) + (half ?? 0) / 2 + (threeQuarter ?? 0) * 0.75, 1_000)
}

function acresOf(home: ReturnType<typeof jsonRow>): Listing['landArea'] {
  return areaOf(home.text('acres'), 'Acres')
}

function areaOf(text: string, unit: string): Listing['landArea'] {
  const value = positive(numberOf(text))
  return value === null ? null : { value, unit }
}
