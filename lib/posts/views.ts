import type { deliveryStatuses } from '@/db/schema/work/post-targets'
import type { postStatuses, postWaits } from '@/db/schema/work/posts'
import type { Network, PostTexts } from './shared/networks'

/** Plain data for the pages about posts. Times are ISO strings. */

export type PostStatus = (typeof postStatuses)[number]
export type PostWait = (typeof postWaits)[number]
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export type PostRow = {
  id: string
  title: string
  status: PostStatus
  waitsFor: PostWait | null
  /** Its time has come and it has not been sent. */
  isDue: boolean
  /** When it is scheduled, was posted, or was created. */
  at: string
  networks: Network[]
  /** The workspace's own image. */
  imageHref: string | null
  /** Our small copy of the listing's photo. */
  photoHref: string | null
  failure: string | null
  /** When a post on hold was due. It is too late to be sent without asking. */
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
  /** Identifies the content. Decisions about the post carry it. */
  version: string
  texts: PostTexts
  /** The model that wrote it. Null when it was written by hand. */
  model: string | null
  /** The file name of the workspace's image. Null for a listing's photo or no picture. */
  imageFile: string | null
  /** Null for a workspace image or no picture. */
  photoUrl: string | null
  /** The page with the original of an altered photo. Published texts end with it. Null without one. */
  originalPhotoUrl: string | null
  /** Null when it was written by hand. */
  listingId: string | null
  /** The listing's photos, as URLs. */
  photos: string[]
  scheduledAt: string | null
  exportedAt: string | null
  approvedBy: string | null
  deliveries: DeliveryRow[]
  /** What it cost, with its ledger entry. Null when it was free. */
  paid: { credits: number; entrySeq: number } | null
}

export type TargetRow = { id: string; name: string; url: string; secret: string; createdAt: string }
