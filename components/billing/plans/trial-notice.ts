import type { CreditsSummary } from '@/lib/billing/views'
import { countOf } from '@/lib/core/text/format'

/** Shown before subscribing (R14): "Your 66 unused trial credits won’t carry over, so use them first." */
export function trialCreditsNotice({ plan, usage }: Pick<CreditsSummary, 'plan' | 'usage'>): string | null {
  if (plan.status !== 'trialing' || plan.spending !== 'open' || usage.leftCredits === 0) return null
  const left = countOf(usage.leftCredits, 'unused trial credit')
  return `Subscribing starts a new billing cycle with your plan’s allowance. Your ${left} won’t carry over, so use ${usage.leftCredits === 1 ? 'it' : 'them'} first.`
}
