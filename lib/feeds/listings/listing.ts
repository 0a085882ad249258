import { z } from 'zod'
import type { listingStatuses } from '@/db/schema/work/feeds'
import { withoutHidden } from '../../core/text/hidden-address.ts'

export type ListingStatus = (typeof listingStatuses)[number]

const listingKinds = [
  'residential',
  'rental',
  'rural',
  'land',
  'commercial',
  'business',
  'holiday-rental',
] as const
export type ListingKind = (typeof listingKinds)[number]

const line = (most: number) => z.string().trim().max(most)

/** A property as its CRM describes it, in any format. Empty text means not given. */
export const Listing = z.object({
  kind: z.enum(listingKinds),
  offer: z.enum(['sale', 'lease', 'sale-or-lease']),
  headline: line(300),
  description: line(20_000),
  street: line(200),
  suburb: line(100),
  state: line(60),
  postcode: line(20),
  country: line(60),
  /** False when the agent wants the street hidden. */
  showsStreet: z.boolean(),
  /** Set when the agent wants the suburb hidden too. */
  hidesSuburb: z.literal(true).optional(),
  /** Set when it must not be published, with the reason: no post is created for it. */
  notForInternet: line(200).optional(),
  /** As shown to buyers: "Offers over $600,000", "$520 a week". Empty when the price is hidden. */
  priceWords: line(200),
  /** In the local currency. Null when it is not given or hidden. */
  priceAmount: z.number().positive().max(1e12).nullable(),
  bedrooms: z.number().min(0).max(1000).nullable(),
  bathrooms: z.number().min(0).max(1000).nullable(),
  parking: z.number().min(0).max(10_000).nullable(),
  landArea: z.object({ value: z.number().positive(), unit: line(20) }).nullable(),
  buildingArea: z.object({ value: z.number().positive(), unit: line(20) }).nullable(),
  underOffer: z.boolean(),
  features: z.array(line(60)).max(60),
  photoUrls: z.array(z.url({ protocol: /^https?$/ }).max(2_000)).max(60),
  agents: z.array(z.object({ name: line(120), phone: line(60), email: line(200) })).max(10),
  inspections: z.array(line(120)).max(30),
})
export type Listing = z.infer<typeof Listing>

/** One listing of a file. */
export type ReadListing = {
  /** Counted from 1 in the order of the file. */
  position: number
  sourceKey: string
  status: ListingStatus
  /** ISO. Null when the file has no time. */
  modifiedAt: string | null
  listing: Listing
  /** Has only an id, as withdrawals often do. Known details are kept. */
  bare: boolean
  /** How many of its photos are only names of files, which we can’t find. Missing: none. */
  unlinkedPhotos?: number
}

/** A listing that could not be read, with the reason shown to the agency. */
type UnreadListing = { position: number; sourceKey: string | null; reason: string }

export type FeedItem = ReadListing | UnreadListing

export const isRead = (item: FeedItem): item is ReadListing => 'listing' in item

/** "3 Hill Street, Carlton", or the headline without an address. */
export function titleOf(listing: Listing): string {
  const { street, suburb, headline, showsStreet, hidesSuburb } = listing
  const place = [showsStreet ? street : '', hidesSuburb ? '' : suburb].filter(Boolean).join(', ')
  return place || withoutHidden(listing, headline) || 'Untitled listing'
}
