'use client'

import { useActionState } from 'react'
import { confirmedQuote, type ShownQuote, spendObstacle } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { cn } from '@/components/ui/cn'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatCredits } from '@/lib/core/format'

type Props = {
  action: FormAction
  /** Names the new piece of work, so that a second click is the same one (R12). */
  requestId: string
  /** The one that failed or was cancelled. */
  endedId: string
  name: string
  quote: ShownQuote
  wayOut: CreditsSummary['wayOut']
  /** In the middle, as an empty state's words are. */
  centered?: boolean
}

/** The same work once more, with what it costs now beside the button (R7). */
export function RetryForm({ action, requestId, endedId, name, quote: offered, wayOut, centered }: Props) {
  const [state, submit] = useActionState(action, null)
  const failure = state?.ok === false ? state : null
  const quote = confirmedQuote(offered, state)
  return (
    <form action={submit} className="grid gap-3">
      <input type="hidden" name="id" value={requestId} />
      <input type="hidden" name="endedId" value={endedId} />
      <input type="hidden" name="quotedCredits" value={quote.credits} />
      {failure && <SpendFailure failure={failure} name={name} />}
      <div className={cn('flex flex-wrap items-center gap-x-4 gap-y-2', centered && 'justify-center')}>
        <SubmitButton disabled={spendObstacle(quote, `this ${name}`) !== null}>
          {failure?.code === 'quote.changed' ? `Try again for ${formatCredits(quote.credits)}` : 'Try again'}
        </SubmitButton>
        <CostTag quote={quote} wayOut={wayOut} />
      </div>
    </form>
  )
}
