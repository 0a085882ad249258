'use client'

import { useActionState, useState } from 'react'
import { confirmedQuote, type ShownQuote, spendObstacle } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'
import { withoutReset } from '@/components/ui/without-reset'
import type { CreditsSummary } from '@/lib/billing/views'
import { countOf, formatCredits } from '@/lib/core/format'

type Props = {
  action: FormAction
  id: string
  version: string
  requestId: string
  people: number
  quote: ShownQuote
  wayOut: CreditsSummary['wayOut']
  timeZone: string
}

/** The total before the click (R7), when to send, and the one button that does it. */
export function ConfirmForm(props: Props) {
  const { action, id, version, requestId, people, wayOut, timeZone } = props
  const [state, submit, pending] = useActionState(action, null)
  const [later, setLater] = useState(false)
  const [sendAt, setSendAt] = useState('')
  const failure = state?.ok === false ? state : null
  const quote = confirmedQuote(props.quote, state)
  const { credits } = quote
  const who = countOf(people, 'person', 'people')
  return (
    <form action={submit} onSubmit={withoutReset(submit)}>
      <Card aria-labelledby="send-title" className="grid gap-4">
        <CardHeader id="send-title" title={`Send to ${who}`} className="mb-0" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="people" value={people} />
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
        <div className="grid gap-1">
          <CostTag quote={quote} wayOut={wayOut} />
          <p className="text-sm text-muted">
            Only mails that the mail server takes are {quote.limit ? 'counted' : 'charged'}.
          </p>
        </div>
        {failure && !failure.fieldErrors && <SpendFailure failure={failure} name="campaign" />}
        <SubmitButton
          pending={pending}
          size="lg"
          disabled={!later && spendObstacle(quote, 'this campaign') !== null}
          className="justify-self-start"
        >
          {later ? 'Schedule' : 'Send'}
          {credits > 0 ? ` for ${formatCredits(credits)}` : ''}
        </SubmitButton>
      </Card>
    </form>
  )
}
