import type { feedRunSources, feedRunStatuses } from '@/db/schema/work/feeds'
import type { ListingKind, ListingStatus } from './listings/listing'
import type { PostWait } from './posts/decide'

/** Plain data for the pages about feeds. Times are ISO strings. */

export type FileEstimate = {
  listings: number
  unread: number
  /** Posts that the file would create. */
  newPosts: number
  credits: number
  leftCredits: number
  /** What the uploader's spending limit leaves. Null without a limit. */
  spendingLimitLeftCredits: number | null
}

export type FeedRow = {
  id: string
  name: string
  pullUrl: string | null
  pullEveryMinutes: number
  pullFailure: string | null
  nextPullAt: string | null
  lastHeardAt: string | null
  paused: boolean
  /** Null while the feed is connected. */
  disconnectedAt: string | null
  capCredits: number | null
  /** Every file has all listings. */
  fullFiles: boolean
  /** Listings missing from a full file, which someone must decide about. */
  missing: { runId: string; listings: number } | null
  /** In this cycle. */
  spentCredits: number
  /** Posts of its listings that are not created yet. */
  waitingPosts: number
  /** Its secret URL was last shown to someone who is no longer a member. */
  seenByFormerMember: boolean
}

export type RunRow = {
  id: string
  feedName: string
  source: (typeof feedRunSources)[number]
  status: (typeof feedRunStatuses)[number]
  fileHref: string
  sizeBytes: number
  readCount: number
  newCount: number
  changedCount: number
  errorCount: number
  /** Listings whose photos are only names of files. */
  unlinkedCount: number
  postCount: number
  failure: string | null
  createdAt: string
}

export type RunError = { position: number; sourceKey: string | null; reason: string }

export type ListingRow = {
  id: string
  title: string
  kind: ListingKind
  status: ListingStatus
  priceWords: string
  /** Our copy of its first photo. */
  photoHref: string | null
  /** The street is shown to members only. */
  hidesAddress: boolean
  /** Why it is not advertised online. Null when it may be. */
  notForInternet: string | null
  sourceKey: string
  updatedAt: string
  post: { id: string; status: string; waitsFor: PostWait | null } | null
}

export type FieldChange =
  | { field: 'status'; before: ListingStatus; after: ListingStatus }
  | { field: string; before: string; after: string }

export type ListingHistory = ListingRow & {
  firstSeenAt: string
  /** Newest first. */
  changes: { at: string; fields: FieldChange[] }[]
}

export type WaitingPosts = {
  /** How many posts wait, by reason. */
  counts: Partial<Record<PostWait, number>>
  /** All posts that can be approved. */
  total: number
  priceCredits: number
  leftCredits: number
  /** What the member's spending limit leaves. Null without a limit. */
  spendingLimitLeftCredits: number | null
  /** The trial or plan has ended, so nothing can be spent. */
  stopped: boolean
  /** How many of them the balance covers. */
  affordable: number
}
