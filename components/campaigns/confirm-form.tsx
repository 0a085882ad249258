'use client'

import { useActionState, useState } from 'react'
import { CostTag } from '@/components/credits/cost-tag'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { withoutReset } from '@/components/ui/without-reset'
import type { CreditsSummary } from '@/lib/billing/views'
import type { ActionState } from '@/lib/core/action-state'
import { countOf, formatCredits } from '@/lib/core/format'
import type { Quote } from '@/lib/metering/types'

type Props = {
  action: (before: ActionState, form: FormData) => Promise<ActionState>
  id: string
  requestId: string
  people: number
  quote: Pick<Quote, 'credits' | 'leftCredits' | 'capLeftCredits' | 'affordable'>
  wayOut: CreditsSummary['wayOut']
  /** In limits mode: what the plan counts instead of credits. */
  emails: { used: number; limit: number } | null
  timeZone: string
}

/** The total before the click (R7), when to send, and the one button that does it. */
export function ConfirmForm(props: Props) {
  const { action, id, requestId, people, wayOut, emails, timeZone } = props
  const [state, submit, pending] = useActionState(action, null)
  const [later, setLater] = useState(false)
  const [sendAt, setSendAt] = useState('')
  const failure = state?.ok === false ? state : null
  // After a price change the next click agrees to the new price that was just shown (R8).
  const changed = failure?.code === 'quote.changed' ? failure.details?.credits : null
  const credits = typeof changed === 'number' ? changed : props.quote.credits
  const quote = {
    ...props.quote,
    credits,
    affordable: props.quote.affordable && credits <= props.quote.leftCredits,
  }
  const href = failure?.details?.href ?? failure?.details?.upgradeHref
  const who = countOf(people, 'person', 'people')
  return (
    <form action={submit} onSubmit={withoutReset(submit)}>
      <Card aria-labelledby="send-title" className="grid gap-4">
        <CardHeader id="send-title" title={`Send to ${who}`} className="mb-0" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="quotedCredits" value={credits} />
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-sm font-medium">When</legend>
          <label className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="radio"
              checked={!later}
              onChange={() => setLater(false)}
              className="size-4 accent-brand"
            />
            Now
          </label>
          <label className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="radio"
              checked={later}
              onChange={() => setLater(true)}
              className="size-4 accent-brand"
            />
            At a time
          </label>
        </fieldset>
        {later && (
          <Field
            label="Day and time"
            hint={`In ${timeZone.replaceAll('_', ' ')}. Credits are set aside when the time comes.`}
            error={failure?.fieldErrors?.sendAt}
          >
            <Input
              name="sendAt"
              type="datetime-local"
              required
              value={sendAt}
              onChange={(event) => setSendAt(event.currentTarget.value)}
            />
          </Field>
        )}
        {emails ? (
          <p className="text-sm text-muted">
            Counts {countOf(people, 'email')}; {emails.used} of {emails.limit} are used this month.
          </p>
        ) : (
          <div className="grid gap-1">
            <CostTag quote={quote} wayOut={wayOut} />
            <p className="text-sm text-muted">Only mails that the mail server takes are charged.</p>
          </div>
        )}
        {failure && !failure.fieldErrors && (
          <Alert
            tone={failure.code === 'quote.changed' ? 'warn' : 'bad'}
            action={
              typeof href === 'string' ? (
                <ButtonLink href={href} variant="secondary" size="sm">
                  See the ways out
                </ButtonLink>
              ) : undefined
            }
          >
            {failure.message}
          </Alert>
        )}
        <SubmitButton
          pending={pending}
          size="lg"
          disabled={!later && !quote.affordable}
          className="justify-self-start"
        >
          {later ? 'Schedule' : 'Send'}
          {credits > 0 ? ` for ${formatCredits(credits)}` : ''}
        </SubmitButton>
      </Card>
    </form>
  )
}
