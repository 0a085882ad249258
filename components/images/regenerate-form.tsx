'use client'

import { useActionState } from 'react'
import { confirmedQuote, type ShownQuote, spendObstacle } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'
import type { CreditsSummary } from '@/lib/billing/views'
import { formatCredits } from '@/lib/core/format'
import { UnderstandingNote } from './understanding-note'

type Props = {
  action: FormAction
  requestId: string
  parentId: string
  quote: ShownQuote
  wayOut: CreditsSummary['wayOut']
  /** What of the brief cannot be drawn: "snowy mountains". */
  cannot: readonly string[]
}

/** Another take on the same brief; what of the brief cannot be drawn is said before the click. */
export function RegenerateForm({ action, requestId, parentId, quote: offered, wayOut, cannot }: Props) {
  const [state, submit] = useActionState(action, null)
  const failure = state?.ok === false ? state : null
  const quote = confirmedQuote(offered, state)
  return (
    <form action={submit}>
      <Card className="grid gap-4" aria-labelledby="regenerate">
        <CardHeader
          id="regenerate"
          title="Another take"
          description="Same brief, drawn again in another layout."
        />
        <input type="hidden" name="id" value={requestId} />
        <input type="hidden" name="parentId" value={parentId} />
        <input type="hidden" name="quotedCredits" value={quote.credits} />
        <UnderstandingNote lead="We’ll do" will={[]} cannot={cannot} />
        {failure && <SpendFailure failure={failure} name="image" />}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <CostTag quote={quote} wayOut={wayOut} />
          <SubmitButton variant="secondary" disabled={spendObstacle(quote, 'an image') !== null}>
            {failure?.code === 'quote.changed'
              ? `Continue for ${formatCredits(quote.credits)}`
              : 'Regenerate image'}
          </SubmitButton>
        </div>
      </Card>
    </form>
  )
}
