'use client'

import { useActionState } from 'react'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionMessage } from '@/components/ui/forms/action-message'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { CreditsSummary } from '@/lib/billing/views'
import { countOf, formatCredits } from '@/lib/core/text/format'
import type { WaitingPosts } from '@/lib/feeds/views'
import { waitWords } from './feed-labels'

type Props = {
  action: FormAction
  waiting: WaitingPosts
  wayOut: CreditsSummary['wayOut']
  requestId: string
}

/** The posts that wait for a yes, with the total before the click (R7). */
export function WaitingCard({ action, waiting, wayOut, requestId }: Props) {
  const [state, submit] = useActionState(action, null)
  const { counts, total, priceCredits, leftCredits, spendingLimitLeftCredits, stopped, affordable } = waiting
  const reasons = (['balance', 'cap', 'paused', 'price', 'failed'] as const).filter((why) => counts[why])
  if (total === 0) return state?.message ? <ActionMessage state={state} /> : null
  // Never more than can be paid: the button says how many it is about.
  const posts = affordable > 0 ? affordable : total
  const credits = posts * priceCredits
  const part = posts < total
  const quote = { units: posts, credits, leftCredits, spendingLimitLeftCredits, limit: null, stopped }
  return (
    <Card aria-labelledby="waiting-title">
      <CardHeader
        id="waiting-title"
        title={countOf(total, 'post waits for you', 'posts wait for you')}
        description={`All of them cost ${formatCredits(total * priceCredits)}. Their listings are kept either way.`}
      />
      <ul className="mb-4 list-disc space-y-1 pl-5 text-sm">
        {reasons.map((why) => (
          <li key={why}>
            {countOf(counts[why] ?? 0, 'post')}: {waitWords[why]}
          </li>
        ))}
      </ul>
      <form action={submit} className="grid gap-4">
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="posts" value={posts} />
        <input type="hidden" name="quotedCredits" value={credits} />
        <CostTag quote={quote} wayOut={wayOut} />
        {state?.ok === false ? <SpendFailure failure={state} name="post" /> : <ActionMessage state={state} />}
        <SubmitButton className="justify-self-start" disabled={affordable === 0}>
          Make {part && affordable > 0 ? 'the oldest ' : ''}
          {countOf(posts, 'post')}
          {credits > 0 ? ` for ${formatCredits(credits)}` : ''}
        </SubmitButton>
      </form>
    </Card>
  )
}
