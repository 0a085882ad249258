import type { FeedItem, Listing, ListingKind, ListingStatus } from '../../listings/listing.ts'
import { bathsOf, roomsOf } from '../amounts.ts'
import { flagOf, isShown } from '../flags.ts'
import { instantOf, numberOf, plainText, positive, within } from '../plain-text.ts'
import { featuresOf } from './reaxml-features.ts'
import { photosOf } from './reaxml-photos.ts'
import { offerOf, priceOf, withoutHiddenPrice } from './reaxml-price.ts'
import { type Fragment, splitListings } from './split-listings.ts'
import { BrokenXml, child, children, parseElement, textOf, type XmlElement } from './xml-element.ts'

const KIND: Record<string, ListingKind> = {
  residential: 'residential',
  rental: 'rental',
  rural: 'rural',
  land: 'land',
  commercial: 'commercial',
  commercialland: 'commercial',
  business: 'business',
  holidayrental: 'holiday-rental',
}
const STATUS: Record<string, ListingStatus> = {
  current: 'current',
  sold: 'sold',
  leased: 'leased',
  withdrawn: 'withdrawn',
  offmarket: 'offmarket',
  deleted: 'withdrawn',
  // Not in REA's list, but sent by programs for other portals.
  active: 'current',
  available: 'current',
  underoffer: 'current',
  undercontract: 'current',
  settled: 'sold',
  rented: 'leased',
  let: 'leased',
  archived: 'withdrawn',
}
const UNDER_OFFER = new Set(['underoffer', 'undercontract'])

/** The listings of a REAXML file in order, each read or reported separately. */
export function* readReaxml(text: string): Generator<FeedItem> {
  for (const fragment of splitListings(text)) yield readFragment(fragment)
}

/** How far into an unparsable listing its key is searched for. CRMs write it near the top. */
const KEY_WITHIN = 100_000

function sourceKeyIn(text: string): string | null {
  const key = /<(?:[\w.-]{1,30}:)?uniqueID>(?:\s{0,20}<!\[CDATA\[)?([^<\]]{1,400})(?:\]\]>\s{0,20})?<\//i
    .exec(text.slice(0, KEY_WITHIN))?.[1]
    ?.trim()
  return key ? key.slice(0, 100) : null
}

function readFragment({ position, name, text, whole }: Fragment): FeedItem {
  const sourceKey = sourceKeyIn(text)
  const unread = (reason: string) => ({ position, sourceKey, reason })
  if (!whole) return unread(`The closing tag </${name}> is missing.`)
  try {
    return readElement(position, KIND[name] ?? 'residential', parseElement(text))
  } catch (error) {
    if (error instanceof BrokenXml) return unread(`The listing can’t be read: ${error.message}.`)
    throw error
  }
}

function readElement(position: number, kind: ListingKind, root: XmlElement): FeedItem {
  const uniqueId = textOf(root, 'uniqueid').slice(0, 100)
  const givenStatus = (root.attributes.status ?? textOf(root, 'status')).toLowerCase().replace(/[^a-z]/g, '')
  const status = STATUS[givenStatus]
  const unread = (reason: string) => ({ position, sourceKey: uniqueId || null, reason })
  if (!uniqueId) return unread('The uniqueID is missing.')
  if (!givenStatus) return unread('The status is missing.')
  if (!status) return unread(`The status “${givenStatus.slice(0, 30)}” isn’t a REAXML status.`)
  const read = listingOf(kind, root)
  const listing = UNDER_OFFER.has(givenStatus) ? { ...read, underOffer: true } : read
  const bare = listing.suburb === '' && listing.street === '' && listing.headline === ''
  if (status === 'current' && bare) return unread('The address and headline are missing.')
  const agency = textOf(root, 'agentid').slice(0, 60)
  const modifiedAt = instantOf(root.attributes.modtime ?? '')
  // Programs write these ids in any case, so case does not distinguish two listings.
  const sourceKey = `${agency}/${uniqueId}`.toUpperCase()
  return { position, sourceKey, status, modifiedAt, listing, bare }
}

function listingOf(kind: ListingKind, root: XmlElement): Listing {
  const address = child(root, 'address')
  const features = child(root, 'features') ?? child(root, 'ruralfeatures')
  const count = (name: string) => within(roomsOf(textOf(features, name)), 1_000)
  const shownText = withoutHiddenPrice(kind, root)
  const spaces = ['garages', 'carports', 'openspaces'].map(count).filter((value) => value !== null)
  return {
    kind,
    offer: offerOf(kind, root),
    headline: shownText(plainText(textOf(root, 'headline'), 300)),
    description: shownText(plainText(textOf(root, 'description'), 19_000)),
    street: streetOf(address),
    suburb: plainText(textOf(address, 'suburb'), 100),
    state: plainText(textOf(address, 'state'), 60),
    postcode: plainText(textOf(address, 'postcode'), 20),
    country: plainText(textOf(address, 'country'), 60),
    // "suburb" shows the suburb alone.
    showsStreet: isShown(address?.attributes.display),
    ...(!isShown(child(address, 'suburb')?.attributes.display) && { hidesSuburb: true as const }),
    ...priceOf(kind, root),
    bedrooms: count('bedrooms'),
    bathrooms: within(bathsOf(textOf(features, 'bathrooms')), 1_000),
    parking: spaces.length > 0 ? spaces.reduce((all, value) => all + value, 0) : null,
    landArea: areaOf(child(root, 'landdetails')),
    buildingArea: areaOf(child(root, 'buildingdetails')),
    underOffer: flagOf(child(root, 'underoffer')?.attributes.value || textOf(root, 'underoffer')) === true,
    features: featuresOf(root),
    photoUrls: photosOf(root),
    agents: agentsOf(root),
    inspections: children(child(root, 'inspectiontimes'), 'inspection')
      .map((one) => plainText(textOf(one), 120))
      .filter(Boolean)
      .slice(0, 30),
  }
}

/** "2/15 Hill Street", "Lot 7 Hill Street". */
function streetOf(address: XmlElement | undefined): string {
  const [lot, unit, number, street] = ['lotnumber', 'subnumber', 'streetnumber', 'street'].map((name) =>
    textOf(address, name),
  )
  const at = number ? `${unit ? `${unit}/` : ''}${number}` : lot ? `Lot ${lot.replace(/^lot\s*/i, '')}` : ''
  return plainText([at, street].filter(Boolean).join(' '), 200)
}

function areaOf(details: XmlElement | undefined): Listing['landArea'] {
  const area = child(details, 'area')
  const value = positive(numberOf(textOf(area)))
  return value === null ? null : { value, unit: plainText(area?.attributes.unit ?? 'squareMeter', 20) }
}

function agentsOf(root: XmlElement): Listing['agents'] {
  return children(root, 'listingagent')
    .map((agent) => ({
      name: plainText(textOf(agent, 'name'), 120),
      phone: plainText(textOf(agent, 'telephone'), 60),
      email: plainText(textOf(agent, 'email'), 200),
    }))
    .filter(({ name }) => name)
    .slice(0, 10)
}
