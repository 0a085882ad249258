import { assert } from '@/lib/core/assert'
import { Refusal } from '@/lib/core/errors'
import { type ActionKey, actionWords } from '@/lib/credits/actions'
import type { Refused } from '@/lib/credits/model'

/** Why nothing was set aside, in words that say what to do. */

export const PLANS_HREF = '/workspace-settings?tab=billing#plans'

export function quoteChanged(action: ActionKey, credits: number, quotedCredits: number): Refusal {
  return new Refusal(
    'quote.changed',
    `${actionWords[action].label} now costs ${credits} credits, not ${quotedCredits}. Nothing was charged: check the new price and confirm.`,
    { credits, quotedCredits },
  )
}

export function stopped(): Refusal {
  return new Refusal(
    'credits.stopped',
    'Your trial or plan has ended, so nothing can be spent. Subscribe to go on.',
    {
      href: PLANS_HREF,
    },
  )
}

export const reused = () =>
  new Refusal(
    'request.reused',
    'This request was already used for something else. Reload the page and try again.',
  )

export function refusalFor(outcome: Refused, action: ActionKey, resetsAt: Date): Refusal {
  const { code, cost, left } = outcome
  if (code === 'stopped') return stopped()
  if (code === 'key-reused') return reused()
  assert(code === 'insufficient', `a hold is refused for a known reason, not ${code}`)
  return new Refusal(
    'credits.insufficient',
    `${actionWords[action].label} costs ${cost} credits and ${left} are left. Buy credits, upgrade, or wait for the reset.`,
    { cost, left, resetsAt: resetsAt.toISOString(), href: '/workspace-settings?tab=billing#packs' },
  )
}
