import type { BadgeTone } from '@/components/ui/badge'
import type { PostFilter } from '@/lib/posts/list-posts'
import type { DeliveryStatus, PostRow, PostStatus, PostWait } from '@/lib/posts/views'

/** The words about posts, in one place, so that the library, the page and the calendar say the same. */

type Said = { label: string; tone: BadgeTone }

const statusLabels: Record<PostStatus, Said> = {
  waiting: { label: 'Waiting', tone: 'warn' },
  draft: { label: 'Draft', tone: 'neutral' },
  approved: { label: 'Approved', tone: 'brand' },
  scheduled: { label: 'Scheduled', tone: 'brand' },
  exported: { label: 'Posted', tone: 'good' },
  dropped: { label: 'Put aside', tone: 'neutral' },
}

type Standing = Pick<PostRow, 'status' | 'isDue'> & Partial<Pick<PostRow, 'failure' | 'missedAt'>>

export function standing({ status, isDue, failure, missedAt }: Standing): Said {
  if (missedAt) return { label: 'On hold', tone: 'warn' }
  if (failure && status !== 'waiting') return { label: 'Not taken', tone: 'bad' }
  return isDue ? { label: 'Due', tone: 'warn' } : statusLabels[status]
}

export const filterLabels: Record<PostFilter, string> = {
  waiting: 'Waiting for words',
  draft: 'Drafts',
  approved: 'Approved',
  scheduled: 'Scheduled',
  due: 'Due',
  exported: 'Posted',
  dropped: 'Put aside',
}

export const waitReasons: Record<PostWait, string> = {
  next: 'Its words are about to be written.',
  balance: 'There were not enough credits for its words.',
  cap: 'The feed’s spending limit for this cycle is reached.',
  paused: 'The feed is paused.',
  price: 'The price changed: it waits for somebody to agree.',
  failed: 'Its words could not be written. Nothing was charged.',
}

export const deliveryLabels: Record<DeliveryStatus, Said> = {
  waiting: { label: 'On its way', tone: 'brand' },
  delivered: { label: 'Taken', tone: 'good' },
  failed: { label: 'Not taken', tone: 'bad' },
}
