import type { BadgeTone } from '@/components/ui/badge'
import type { PostFilter } from '@/lib/posts/list-posts'
import type { DeliveryStatus, PostRow, PostStatus, PostWait } from '@/lib/posts/views'

/** The labels of posts, shared by the library, the post page and the calendar. */

type Label = { label: string; tone: BadgeTone }

const statusLabels: Record<PostStatus, Label> = {
  waiting: { label: 'Needs approval', tone: 'warn' },
  draft: { label: 'Draft', tone: 'neutral' },
  approved: { label: 'Approved', tone: 'brand' },
  scheduled: { label: 'Scheduled', tone: 'brand' },
  exported: { label: 'Posted', tone: 'good' },
  dropped: { label: 'Archived', tone: 'neutral' },
}

type Status = Pick<PostRow, 'status' | 'isDue'> & Partial<Pick<PostRow, 'failure' | 'missedAt' | 'waitsFor'>>

export function postStatusLabel({ status, isDue, failure, missedAt, waitsFor }: Status): Label {
  if (missedAt) return { label: 'On hold', tone: 'warn' }
  if (waitsFor === 'next') return { label: 'In progress', tone: 'brand' }
  if (waitsFor === 'failed') return { label: 'Failed', tone: 'bad' }
  if (failure && status !== 'waiting') return { label: 'Delivery failed', tone: 'bad' }
  return isDue ? { label: 'Due', tone: 'warn' } : statusLabels[status]
}

export const filterLabels: Record<PostFilter, string> = {
  waiting: 'Not created yet',
  draft: 'Drafts',
  approved: 'Approved',
  scheduled: 'Scheduled',
  due: 'Due',
  exported: 'Posted',
  dropped: 'Archived',
}

export const waitReasons: Record<PostWait, string> = {
  next: 'The text is being written.',
  balance: 'Would use most of your remaining credits. Needs approval.',
  cap: 'Over a spending limit. Needs approval.',
  paused: 'Received while the feed was paused. Needs approval.',
  price: 'Price changed. Needs approval.',
  failed: 'The text couldn’t be written. You weren’t charged.',
  relisted: 'Relisted at an address that already has a post. Needs approval.',
  wording: 'The listing’s text has wording that fair housing law doesn’t allow. Needs approval.',
}

export const deliveryLabels: Record<DeliveryStatus, Label> = {
  waiting: { label: 'Sending', tone: 'brand' },
  delivered: { label: 'Delivered', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
}
