import type { Quote } from '../types'

/** Why an action can't start now; null if it can. */
export type SpendBlocker = 'stopped' | 'limit' | 'credits' | 'spending-limit'

type SpendCheck = Pick<
  Quote,
  'units' | 'credits' | 'leftCredits' | 'spendingLimitLeftCredits' | 'limit' | 'stopped'
>

/** The first reason that applies: an ended plan, then the plan's limit, the balance and the spending limit. */
export function spendBlocker({
  units,
  credits,
  leftCredits,
  spendingLimitLeftCredits,
  limit,
  stopped,
}: SpendCheck): SpendBlocker | null {
  if (stopped) return 'stopped'
  if (limit && limit.used + units > limit.limit) return 'limit'
  if (credits > leftCredits) return 'credits'
  if (spendingLimitLeftCredits !== null && credits > spendingLimitLeftCredits) return 'spending-limit'
  return null
}
