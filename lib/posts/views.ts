import type { deliveryStatuses } from '@/db/schema/work/post-targets'
import type { postStatuses, postWaits } from '@/db/schema/work/posts'
import type { Network, PostTexts } from './shared/networks'

/** Plain data that the pages about posts draw. Instants are ISO. */

export type PostStatus = (typeof postStatuses)[number]
export type PostWait = (typeof postWaits)[number]
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export type PostRow = {
  id: string
  title: string
  status: PostStatus
  waitsFor: PostWait | null
  /** Its time has come, and it has not gone out. */
  isDue: boolean
  /** When it goes out, went out, or was made. */
  at: string
  networks: Network[]
  /** Of an image of our own. */
  imageHref: string | null
  /** Of the listing's photo that it has: a small copy of ours. */
  photoHref: string | null
  failure: string | null
  /** When it was due, of a post on hold: too late to go out without asking. */
  missedAt: string | null
}

export type DeliveryRow = {
  id: string
  target: string
  status: DeliveryStatus
  answer: string | null
  at: string
}

export type PostView = PostRow & {
  /** Of its content; decisions about the post carry it. */
  version: string
  texts: PostTexts
  /** Which model wrote it; null for one written by hand. */
  model: string | null
  /** The name in our files of an image of our own; null: it has a listing's photo, or no picture. */
  imageFile: string | null
  /** Null: it has an image of our own, or no picture. */
  photoUrl: string | null
  /** Null: written by hand. */
  listingId: string | null
  /** Photos of its listing, at their addresses on the web. */
  photos: string[]
  scheduledAt: string | null
  exportedAt: string | null
  approvedBy: string | null
  deliveries: DeliveryRow[]
  /** What it cost, and the number of the entry that says so; null for what was free. */
  paid: { credits: number; entrySeq: number } | null
}

export type TargetRow = { id: string; name: string; url: string; secret: string; createdAt: string }
