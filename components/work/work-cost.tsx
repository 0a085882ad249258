import { CostTag } from '@/components/credits/cost-tag'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import type { CreditsSummary } from '@/lib/billing/views'
import type { ActionFailed, ActionState } from '@/lib/core/action-state'
import type { Quote } from '@/lib/metering/types'

export type ShownQuote = Pick<Quote, 'credits' | 'leftCredits' | 'capLeftCredits' | 'affordable'>

/** After a price change the next click agrees to the new price that was just shown (R8). */
export function confirmedQuote(quote: ShownQuote, state: ActionState): ShownQuote {
  const credits = state?.ok === false && state.code === 'quote.changed' ? state.details?.credits : null
  if (typeof credits !== 'number') return quote
  return { ...quote, credits, affordable: quote.affordable && credits <= quote.leftCredits }
}

/** What a piece of work costs, before the click (R7). Plans with limits do not meter it. */
export function WorkCost({ quote, wayOut }: { quote: ShownQuote; wayOut: CreditsSummary['wayOut'] }) {
  if (quote.credits === 0)
    return <p className="text-sm text-muted">Included in your plan, and not counted.</p>
  return <CostTag quote={quote} wayOut={wayOut} />
}

const WAY_OUT: Record<string, string> = {
  'credits.insufficient': 'See the ways out',
  'credits.stopped': 'See plans',
  'cap.reached': 'Ask for more',
}

/** Why a piece of work was not begun, and where to go from here. */
export function WorkFailure({ failure, name }: { failure: ActionFailed; name: string }) {
  const { code, message, details } = failure
  const label = code === 'request.reused' ? `Open that ${name}` : WAY_OUT[code]
  const href = details?.href
  return (
    <Alert
      tone={code === 'quote.changed' ? 'warn' : 'bad'}
      action={
        label && typeof href === 'string' ? (
          <ButtonLink href={href} variant="secondary" size="sm">
            {label}
          </ButtonLink>
        ) : undefined
      }
    >
      {message}
    </Alert>
  )
}
