import type { postWaits } from '@/db/schema/work/posts'

export type PostWait = (typeof postWaits)[number]

type FeedState = {
  /** New posts without a decision. */
  fresh: number
  /** The price of one post in credits. */
  price: number
  leftCredits: number
  paused: boolean
  capCredits: number | null
  /** Spent by this feed in this cycle. */
  spentCredits: number
}

/** How many posts are created now, and why the others wait. */
export type Decision = { now: number; laterFor: PostWait | null }

/** More posts than this are a big import, which needs approval to use more than half of the balance. */
export const BIG_IMPORT_POSTS = 20

/**
 * Decides on new posts. An import that would use the whole balance, or a big import that would use more than half of it,
 * waits as a whole for approval (R33). A spending limit lets through as many posts as fit.
 */
export function decide(state: FeedState): Decision {
  const { fresh, price, leftCredits, paused, capCredits, spentCredits } = state
  if (fresh === 0) return { now: 0, laterFor: null }
  if (paused) return { now: 0, laterFor: 'paused' }
  if (price === 0) return { now: fresh, laterFor: null }
  const room = capCredits === null ? fresh : Math.max(0, Math.floor((capCredits - spentCredits) / price))
  const now = Math.min(fresh, room)
  const total = now * price
  const isMost = fresh > BIG_IMPORT_POSTS && total * 2 > leftCredits
  if (now > 0 && (total >= leftCredits || isMost)) return { now: 0, laterFor: 'balance' }
  return { now, laterFor: now < fresh ? 'cap' : null }
}
