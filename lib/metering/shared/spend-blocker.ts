import type { Quote } from '../types'

/** Why an action cannot be begun now; null: it can. */
export type Obstacle = 'stopped' | 'limit' | 'credits' | 'cap'

type Asked = Pick<Quote, 'units' | 'credits' | 'leftCredits' | 'capLeftCredits' | 'limit' | 'stopped'>

/** What stands first in the way: what nothing helps against, then the plan's limit, the balance, and the owner's cap. */
export function obstacleTo({
  units,
  credits,
  leftCredits,
  capLeftCredits,
  limit,
  stopped,
}: Asked): Obstacle | null {
  if (stopped) return 'stopped'
  if (limit && limit.used + units > limit.limit) return 'limit'
  if (credits > leftCredits) return 'credits'
  if (capLeftCredits !== null && credits > capLeftCredits) return 'cap'
  return null
}
