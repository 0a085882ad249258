import type { ActionState } from '@/lib/core/action-state'
import { spendBlocker } from '@/lib/metering/shared/spend-blocker'
import type { Quote } from '@/lib/metering/types'

/** The parts of a quote that a screen needs to show it and to explain what blocks it. */
export type ShownQuote = Pick<
  Quote,
  'units' | 'credits' | 'leftCredits' | 'spendingLimitLeftCredits' | 'limit' | 'stopped'
> &
  Partial<Pick<Quote, 'rate'>>

/** After a price change, the next click confirms the new price that was just shown, not the rule of the old one (R8). */
export function confirmedQuote(quote: ShownQuote, state: ActionState): ShownQuote {
  const credits = state?.ok === false && state.code === 'quote.changed' ? state.details?.credits : null
  return typeof credits === 'number' ? { ...quote, credits, rate: null } : quote
}

/** Why the button is disabled; null: it is enabled. `what`: "a report". */
export function blockedReason(quote: ShownQuote, what: string): string | null {
  const metric = quote.limit?.metric
  const words = {
    credits: `Not enough credits for ${what}.`,
    'spending-limit': `Your spending limit doesn’t leave enough credits for ${what}.`,
    limit: `Not enough ${metric} left this month for ${what}.`,
    stopped: 'Your trial or plan has ended.',
  }
  const obstacle = spendBlocker(quote)
  if (obstacle === 'limit' && quote.limit && quote.limit.used >= quote.limit.limit)
    return `You’ve used all ${metric} for this month.`
  return obstacle && words[obstacle]
}
