import type { BadgeTone } from '@/components/ui/badge'
import type { ListingRow, RunRow } from '@/lib/feeds/views'

type Words = { label: string; tone: BadgeTone }

export const runLabels: Record<RunRow['status'], Words> = {
  queued: { label: 'Waiting', tone: 'neutral' },
  running: { label: 'Being read', tone: 'brand' },
  done: { label: 'Read', tone: 'good' },
  failed: { label: 'Not read', tone: 'bad' },
}

export const sourceLabels: Record<RunRow['source'], string> = {
  push: 'Sent by the CRM',
  pull: 'Fetched',
  upload: 'Uploaded',
}

export const listingLabels: Record<ListingRow['status'], Words> = {
  current: { label: 'On the market', tone: 'good' },
  sold: { label: 'Sold', tone: 'brand' },
  leased: { label: 'Leased', tone: 'brand' },
  withdrawn: { label: 'Withdrawn', tone: 'neutral' },
  offmarket: { label: 'Off market', tone: 'neutral' },
}

/** Why a post waits, as the person who decides on it reads it. */
export const waitReasons: Record<NonNullable<NonNullable<ListingRow['post']>['waitsFor']>, string> = {
  next: 'being made',
  balance: 'would spend most of the credits that are left, or more',
  cap: 'over the feed’s or your spending limit',
  paused: 'came while the feed was paused',
  price: 'the price has changed',
  failed: 'could not be made, and cost nothing',
}

const statusLabels: Record<string, string> = {
  draft: 'Made, to be read',
  approved: 'Approved',
  scheduled: 'Scheduled',
  exported: 'Handed over',
  dropped: 'Not wanted any more',
}

export function postLabel(post: ListingRow['post']): string {
  if (!post) return 'None: it was not new on the market'
  if (post.waitsFor) return post.waitsFor === 'next' ? 'Being made' : `Waits: ${waitReasons[post.waitsFor]}`
  return statusLabels[post.status] ?? post.status
}

export const intervalLabel = (minutes: number): string =>
  minutes < 60
    ? `every ${minutes} minutes`
    : minutes === 60
      ? 'every hour'
      : minutes === 1440
        ? 'once a day'
        : `every ${minutes / 60} hours`
