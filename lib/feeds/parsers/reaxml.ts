import type { FeedItem, Listing, ListingKind, ListingStatus } from '../listings/listing.ts'
import { instantOf, numberOf, plainText, positive, webAddress, within } from './plain-text.ts'
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
}

/** The listings of a REAXML file in order, each read or reported separately. */
export function* readReaxml(text: string): Generator<FeedItem> {
  for (const fragment of splitListings(text)) yield readFragment(fragment)
}

/** How far into an unparsable listing its key is searched for. CRMs write it near the top. */
const KEY_WITHIN = 100_000

function sourceKeyIn(text: string): string | null {
  const key = /<uniqueID>([^<]{1,400})<\/uniqueID>/i.exec(text.slice(0, KEY_WITHIN))?.[1]?.trim()
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
  const listing = listingOf(kind, root)
  const bare = listing.suburb === '' && listing.street === '' && listing.headline === ''
  if (status === 'current' && bare) return unread('The address and headline are missing.')
  const agency = textOf(root, 'agentid').slice(0, 60)
  const modifiedAt = instantOf(root.attributes.modtime ?? '')
  return { position, sourceKey: `${agency}/${uniqueId}`, status, modifiedAt, listing, bare }
}

function listingOf(kind: ListingKind, root: XmlElement): Listing {
  const address = child(root, 'address')
  const features = child(root, 'features') ?? child(root, 'ruralfeatures')
  const count = (name: string) => within(numberOf(textOf(features, name)), 1_000)
  const spaces = ['garages', 'carports', 'openspaces'].map(count).filter((value) => value !== null)
  return {
    kind,
    offer: offerOf(kind, root),
    headline: plainText(textOf(root, 'headline'), 300),
    description: plainText(textOf(root, 'description'), 20_000),
    street: streetOf(address),
    suburb: plainText(textOf(address, 'suburb'), 100),
    state: plainText(textOf(address, 'state'), 60),
    postcode: plainText(textOf(address, 'postcode'), 20),
    country: plainText(textOf(address, 'country'), 60),
    showsStreet: !isNo(address?.attributes.display),
    ...priceOf(kind, root),
    bedrooms: count('bedrooms'),
    bathrooms: count('bathrooms'),
    parking: spaces.length > 0 ? spaces.reduce((all, value) => all + value, 0) : null,
    landArea: areaOf(child(root, 'landdetails')),
    buildingArea: areaOf(child(root, 'buildingdetails')),
    underOffer: isYes(child(root, 'underoffer')?.attributes.value),
    features: featuresOf(features),
    photoUrls: photosOf(root),
    agents: agentsOf(root),
    inspections: children(child(root, 'inspectiontimes'), 'inspection')
      .map((one) => plainText(textOf(one), 120))
      .filter(Boolean)
      .slice(0, 30),
  }
}

const isYes = (text: string | undefined) => /^(yes|true|1|y)$/i.test(text?.trim() ?? '')
const isNo = (text: string | undefined) => /^(no|false|0|n)$/i.test(text?.trim() ?? '')

function offerOf(kind: ListingKind, root: XmlElement): Listing['offer'] {
  if (kind === 'rental' || kind === 'holiday-rental') return 'lease'
  const given = child(root, 'commerciallistingtype')?.attributes.value?.toLowerCase()
  if (given === 'lease') return 'lease'
  return given === 'both' ? 'sale-or-lease' : 'sale'
}

/** "2/15 Hill Street", "Lot 7 Hill Street". */
function streetOf(address: XmlElement | undefined): string {
  const [lot, unit, number, street] = ['lotnumber', 'subnumber', 'streetnumber', 'street'].map((name) =>
    textOf(address, name),
  )
  const at = number ? `${unit ? `${unit}/` : ''}${number}` : lot ? `Lot ${lot.replace(/^lot\s*/i, '')}` : ''
  return plainText([at, street].filter(Boolean).join(' '), 200)
}

/** A hidden price is not stored at all, so it can never be shown by mistake. */
function priceOf(kind: ListingKind, root: XmlElement): Pick<Listing, 'priceWords' | 'priceAmount'> {
  const leased = offerOf(kind, root) === 'lease'
  const rents = [...children(root, 'rent'), ...children(root, 'commercialrent')]
  const price = (leased ? rents[0] : undefined) ?? child(root, 'price') ?? rents[0]
  const view = plainText(textOf(root, 'priceview'), 200)
  const shown = !isNo(price?.attributes.display)
  const amount = shown ? within(positive(numberOf(textOf(price))), 1e12) : null
  if (view || amount === null) return { priceWords: view, priceAmount: amount }
  const period = (
    price?.attributes.period ?? (price?.name === 'commercialrent' ? 'annual' : '')
  ).toLowerCase()
  const per = /^week/.test(period)
    ? ' a week'
    : /^month/.test(period)
      ? ' a month'
      : PER_YEAR.test(period)
        ? ' a year'
        : ''
  return { priceWords: `$${amount.toLocaleString('en-US')}${per}`, priceAmount: amount }
}

const PER_YEAR = /^(annual|year)/

function areaOf(details: XmlElement | undefined): Listing['landArea'] {
  const area = child(details, 'area')
  const value = positive(numberOf(textOf(area)))
  return value === null ? null : { value, unit: plainText(area?.attributes.unit ?? 'squareMeter', 20) }
}

const COUNTED = new Set(['bedrooms', 'bathrooms', 'garages', 'carports', 'openspaces', 'otherfeatures'])

/** The names of the features a listing has. Element names are in lowercase here. */
function featuresOf(features: XmlElement | undefined): string[] {
  const named = (features?.children ?? [])
    .filter(({ name, text }) => !COUNTED.has(name) && (isYes(text) || (numberOf(text) ?? 0) > 0))
    .map(({ name }) => FEATURE_LABELS[name] ?? name)
  const others = textOf(features, 'otherfeatures').split(/[,;\n]/)
  return [...new Set([...named, ...others].map((one) => plainText(one, 60)).filter(Boolean))].slice(0, 60)
}

const FEATURE_LABELS: Record<string, string> = {
  airconditioning: 'air conditioning',
  alarmsystem: 'alarm system',
  builtinrobes: 'built-in closets',
  courtyard: 'courtyard',
  dishwasher: 'dishwasher',
  ducktedcooling: 'ducted cooling',
  ductedcooling: 'ducted cooling',
  ductedheating: 'ducted heating',
  ensuite: 'ensuite',
  floorboards: 'floorboards',
  fullyfenced: 'fully fenced',
  gasheating: 'gas heating',
  insidespa: 'indoor spa',
  openfireplace: 'open fireplace',
  outdoorent: 'outdoor entertaining',
  outsidespa: 'outdoor spa',
  petfriendly: 'pet friendly',
  poolabove: 'above-ground pool',
  poolinground: 'in-ground pool',
  remotegarage: 'remote garage',
  rumpusroom: 'rumpus room',
  solarpanels: 'solar panels',
  tenniscourt: 'tennis court',
  toilets: 'separate toilet',
  workshop: 'workshop',
}

/** In the order of their ids: `m` is the main photo, then `a`, `b` and so on. */
function photosOf(root: XmlElement): string[] {
  const folders = [child(root, 'objects'), child(root, 'images')]
  const rank = (id = '') => (id === 'm' ? '' : id)
  return folders
    .flatMap((folder) => children(folder, 'img'))
    .toSorted((a, b) => (rank(a.attributes.id) < rank(b.attributes.id) ? -1 : 1))
    .map(({ attributes, text }) => webAddress(attributes.url ?? text))
    .filter((url) => url !== null)
    .slice(0, 60)
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
