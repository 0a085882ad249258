import type { ActionState } from '@/lib/core/action-state'
import { spendBlocker } from '@/lib/metering/shared/spend-blocker'
import type { Quote } from '@/lib/metering/types'

/** What a screen needs of a quote to show it and to say what stands in its way. */
export type ShownQuote = Pick<
  Quote,
  'units' | 'credits' | 'leftCredits' | 'spendingLimitLeftCredits' | 'limit' | 'stopped'
>

/** After a price change the next click agrees to the new price that was just shown (R8). */
export function confirmedQuote(quote: ShownQuote, state: ActionState): ShownQuote {
  const credits = state?.ok === false && state.code === 'quote.changed' ? state.details?.credits : null
  return typeof credits === 'number' ? { ...quote, credits } : quote
}

/** Why the button beside it may not be used, for whoever comes to it; null: it may. `what`: "a report". */
export function spendObstacle(quote: ShownQuote, what: string): string | null {
  const metric = quote.limit?.metric
  const words = {
    credits: `There are too few credits for ${what}.`,
    'spending-limit': `Your spending limit leaves too few credits for ${what}.`,
    limit: `This month's limit of ${metric} is too small for ${what}.`,
    stopped: 'Your trial or plan has ended.',
  }
  const obstacle = spendBlocker(quote)
  if (obstacle === 'limit' && quote.limit && quote.limit.used >= quote.limit.limit)
    return `All ${metric} of this month are used.`
  return obstacle && words[obstacle]
}
