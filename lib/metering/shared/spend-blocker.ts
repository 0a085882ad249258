import type { Quote } from '../types'

/** Why an action cannot be begun now; null: it can. */
export type Obstacle = 'stopped' | 'limit' | 'credits' | 'spending-limit'

type Asked = Pick<
  Quote,
  'units' | 'credits' | 'leftCredits' | 'spendingLimitLeftCredits' | 'limit' | 'stopped'
>

/** What stands first in the way: what nothing helps against, then the plan's limit, the balance, and the owner's spending limit. */
export function obstacleTo({
  units,
  credits,
  leftCredits,
  spendingLimitLeftCredits,
  limit,
  stopped,
}: Asked): Obstacle | null {
  if (stopped) return 'stopped'
  if (limit && limit.used + units > limit.limit) return 'limit'
  if (credits > leftCredits) return 'credits'
  if (spendingLimitLeftCredits !== null && credits > spendingLimitLeftCredits) return 'spending-limit'
  return null
}
