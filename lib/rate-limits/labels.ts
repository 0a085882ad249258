import { Refusal } from '@/lib/core/errors'
import { countOf, formatNumber } from '@/lib/core/text/format'
import type { CountedBy, SlotLimit, WindowLimit } from './limits'

const WHO: Record<CountedBy, string> = {
  person: 'You’ve reached the limit of',
  workspace: 'Your workspace has reached the limit of',
  client: 'Your network has reached the limit of',
  address: 'This email address has reached the limit of',
  key: 'This API key has reached the limit of',
  feed: 'This feed has reached the limit of',
  everyone: 'We’ve reached our limit of',
}

/** "45 seconds", "4 minutes", "3 hours": rounded up, so that a retry never comes too early. */
export function formatWait(seconds: number): string {
  if (seconds < 60) return countOf(Math.max(1, Math.ceil(seconds)), 'second')
  if (seconds <= 90 * 60) return countOf(Math.ceil(seconds / 60), 'minute')
  return countOf(Math.ceil(seconds / 3600), 'hour')
}

/** The refusal for a limit per time window: what the limit is and when to try again. */
export function rateLimitRefusal({ most, per, by, what }: WindowLimit, retryAfterSeconds: number): Refusal {
  return new Refusal(
    'rate.limited',
    `${WHO[by]} ${formatNumber(most)} ${what} per ${per}. Try again in ${formatWait(retryAfterSeconds)}.`,
    { limit: most, retryAfterSeconds },
  )
}

const SLOT_RETRY_SECONDS = 15

/** The refusal for too many at the same time: wait until one finishes. */
export function slotLimitRefusal({ most, by, what }: Omit<SlotLimit, 'leaseSeconds'>): Refusal {
  return new Refusal(
    'rate.limited',
    `${WHO[by]} ${formatNumber(most)} ${what} at a time. Wait until one finishes and try again.`,
    { limit: most, retryAfterSeconds: SLOT_RETRY_SECONDS },
  )
}
