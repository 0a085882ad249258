'use client'

import { blockedReason } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import type { CreditsSummary } from '@/lib/billing/views'
import { countOf, formatCredits } from '@/lib/core/text/format'
import type { WaitingPosts } from '@/lib/feeds/views'
import { waitReasons } from './feed-labels'

type Props = {
  action: FormAction
  waiting: WaitingPosts
  nextStep: CreditsSummary['nextStep']
  requestId: string
}

/** The posts that need approval, with the total before the click (R7). */
export function WaitingCard({ action, waiting, nextStep, requestId }: Props) {
  const form = useForm(action)
  const { counts, total, priceCredits, leftCredits, spendingLimitLeftCredits, stopped, affordable } = waiting
  const reasons = (['balance', 'cap', 'paused', 'price', 'failed', 'relisted', 'wording'] as const).filter(
    (why) => counts[why],
  )
  const { state, failure } = form
  if (total === 0) return state?.message ? <ActionMessage state={state} /> : null
  // Never more than the balance covers. The button says how many.
  const posts = affordable > 0 ? affordable : total
  const credits = posts * priceCredits
  const part = posts < total
  const quote = { units: posts, credits, leftCredits, spendingLimitLeftCredits, limit: null, stopped }
  return (
    <Card aria-labelledby="waiting-title">
      <CardHeader
        id="waiting-title"
        title={countOf(total, 'post needs your approval', 'posts need your approval')}
        description={`Total: ${formatCredits(total * priceCredits)}. The listings are saved either way.`}
      />
      <ul className="mb-4 list-disc space-y-1 pl-5 text-sm">
        {reasons.map((why) => (
          <li key={why}>
            {countOf(counts[why] ?? 0, 'post')}: {waitReasons[why]}
          </li>
        ))}
      </ul>
      <Form form={form} className="grid gap-4" hidden={{ requestId, posts, quotedCredits: credits }}>
        <CostTag quote={quote} nextStep={nextStep} />
        {failure ? <SpendFailure failure={failure} name="post" /> : <FormMessage form={form} />}
        <SubmitButton
          className="justify-self-start"
          blockedBy={
            affordable === 0 ? (blockedReason(quote, 'a post') ?? 'You need more credits for a post.') : null
          }
        >
          Create {part && affordable > 0 ? 'the oldest ' : ''}
          {countOf(posts, 'post')}
          {credits > 0 ? ` for ${formatCredits(credits)}` : ''}
        </SubmitButton>
      </Form>
    </Card>
  )
}
