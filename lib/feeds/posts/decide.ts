import type { postWaits } from '@/db/schema/work/posts'

export type PostWait = (typeof postWaits)[number]

type Standing = {
  /** New posts that nobody decided on yet. */
  fresh: number
  /** Credits of one post. */
  price: number
  leftCredits: number
  paused: boolean
  capCredits: number | null
  /** Of this feed in this cycle. */
  spentCredits: number
}

/** So many are made now; the others wait, and why. */
export type Decision = { now: number; laterFor: PostWait | null }

/** So many posts at once are a big import: half of the balance is not spent on it without a yes. */
export const BIG_IMPORT_POSTS = 20

/**
 * What becomes of new posts. What would take the rest of the balance, or is big and would take more than half of it,
 * waits whole for a person who sees the total (R33); a spending limit lets through as many as it has room for.
 */
export function decide(standing: Standing): Decision {
  const { fresh, price, leftCredits, paused, capCredits, spentCredits } = standing
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
