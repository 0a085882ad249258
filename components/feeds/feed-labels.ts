import type { BadgeTone } from '@/components/ui/badge'
import type { ListingRow, RunRow } from '@/lib/feeds/views'

type Label = { label: string; tone: BadgeTone }

const feedLabels = {
  disconnected: { label: 'Disconnected', tone: 'neutral' },
  failing: { label: 'Needs attention', tone: 'bad' },
  paused: { label: 'Paused', tone: 'warn' },
  new: { label: 'Waiting for first file', tone: 'neutral' },
  healthy: { label: 'Healthy', tone: 'good' },
} as const satisfies Record<string, Label>

/** The one status of a feed, for the dashboard and its own page. A failed fetch matters more than paused posts. */
export function feedStatus(feed: {
  isDisconnected: boolean
  failure: string | null
  paused: boolean
  lastHeardAt: string | null
  /** Listings missing from a full file. */
  asks?: boolean
}): Label {
  if (feed.isDisconnected) return feedLabels.disconnected
  if (feed.failure || feed.asks) return feedLabels.failing
  if (feed.paused) return feedLabels.paused
  return feed.lastHeardAt ? feedLabels.healthy : feedLabels.new
}

export const runLabels: Record<RunRow['status'], Label> = {
  queued: { label: 'Queued', tone: 'neutral' },
  running: { label: 'In progress', tone: 'brand' },
  done: { label: 'Imported', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
}

export const sourceLabels: Record<RunRow['source'], string> = {
  push: 'Sent by the CRM',
  pull: 'Fetched',
  upload: 'Uploaded',
}

export const listingLabels: Record<ListingRow['status'], Label> = {
  current: { label: 'On the market', tone: 'good' },
  sold: { label: 'Sold', tone: 'brand' },
  leased: { label: 'Leased', tone: 'brand' },
  withdrawn: { label: 'Withdrawn', tone: 'neutral' },
  offmarket: { label: 'Off market', tone: 'neutral' },
}

type Post = NonNullable<ListingRow['post']>

/** Why a post needs approval. Continues "2 posts: " and "Needs approval: ". */
export const waitReasons: Record<NonNullable<Post['waitsFor']>, string> = {
  next: 'in progress',
  balance: 'would use most of your remaining credits',
  cap: 'over the feed’s or your spending limit',
  paused: 'received while the feed was paused',
  price: 'the price changed',
  failed: 'failed, not charged',
  relisted: 'relisted at an address that already has a post',
  wording: 'wording that fair housing law doesn’t allow',
}

const statusLabels: Record<string, string> = {
  draft: 'Ready for review',
  approved: 'Approved',
  scheduled: 'Scheduled',
  exported: 'Posted',
  dropped: 'Discarded',
}

export function postLabel(post: Post | null, notForInternet: string | null = null): string {
  if (notForInternet && (!post || post.status === 'dropped')) return 'No post (not for the internet)'
  if (!post) return 'No post (not a new listing)'
  if (post.waitsFor === 'next') return 'In progress'
  if (post.waitsFor === 'failed') return 'Failed (not charged)'
  if (post.waitsFor) return `Needs approval: ${waitReasons[post.waitsFor]}`
  return statusLabels[post.status] ?? post.status
}

/** "Every hour". */
export const intervalLabel = (minutes: number): string =>
  minutes < 60
    ? `Every ${minutes} minutes`
    : minutes === 60
      ? 'Every hour'
      : minutes === 1440
        ? 'Once a day'
        : `Every ${minutes / 60} hours`
