import type { feedRunSources, feedRunStatuses } from '@/db/schema/work/feeds'
import type { ListingKind, ListingStatus } from './listings/listing'
import type { PostWait } from './posts/decide'

/** Plain data that the pages about feeds draw. Instants are ISO. */

export type FileEstimate = {
  listings: number
  unread: number
  /** Posts that it would give rise to. */
  newPosts: number
  credits: number
  leftCredits: number
  /** What the uploader's spending limit leaves; null: no limit concerns them. */
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
  /** Null: connected. */
  disconnectedAt: string | null
  capCredits: number | null
  /** In this cycle. */
  spentCredits: number
  /** Posts of its listings that are not made. */
  waitingPosts: number
  /** Its secret URL was last shown to a person who is no longer a member: create a new one. */
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
  sourceKey: string
  updatedAt: string
  post: { id: string; status: string; waitsFor: PostWait | null } | null
}

export type FieldChange =
  | { field: 'status'; before: ListingStatus; after: ListingStatus }
  | { field: string; before: string; after: string }

export type ListingHistory = ListingRow & {
  firstSeenAt: string
  /** The newest first. */
  changes: { at: string; fields: FieldChange[] }[]
}

export type WaitingPosts = {
  /** How many wait, and for what. */
  counts: Partial<Record<PostWait, number>>
  /** All that a click can have made. */
  total: number
  priceCredits: number
  leftCredits: number
  /** What is left under a spending limit on who looks; null: none concerns them. */
  spendingLimitLeftCredits: number | null
  /** A trial or plan that has ended: nothing can be spent. */
  stopped: boolean
  /** As many of them as can be paid. */
  affordable: number
}
