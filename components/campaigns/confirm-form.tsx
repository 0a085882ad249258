'use client'

import { useState } from 'react'
import { blockedReason, confirmedQuote, type ShownQuote } from '@/components/credits/confirmed-quote'
import { CostTag } from '@/components/credits/cost-tag'
import { SpendFailure } from '@/components/credits/spend-failure'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import type { CreditsSummary } from '@/lib/billing/views'
import { countOf, formatCredits } from '@/lib/core/text/format'
import { ConfirmDialog } from './confirm-dialog'

type Props = {
  action: FormAction
  id: string
  version: string
  requestId: string
  people: number
  listName: string
  quote: ShownQuote
  nextStep: CreditsSummary['nextStep']
  timeZone: string
  lateAfterHours: number
}

/** How late a scheduled campaign can still be sent automatically. */
const lateChoices = [
  { hours: 1, label: '1 hour' },
  { hours: 6, label: '6 hours' },
  { hours: 24, label: '1 day' },
  { hours: 72, label: '3 days' },
]

/** The total cost (R7), the time to send, and a confirmation with the number of recipients and the cost. */
export function ConfirmForm(props: Props) {
  const { action, id, version, requestId, people, listName, nextStep, timeZone } = props
  const form = useForm(action)
  const [later, setLater] = useState(false)
  const [sendAt, setSendAt] = useState('')
  const { state, failure, pending } = form
  const quote = confirmedQuote(props.quote, state)
  const { credits } = quote
  const recipients = countOf(people, 'person', 'people')
  return (
    <Form form={form} hidden={{ id, version, people, requestId, quotedCredits: credits }}>
      <Card aria-labelledby="send-title" className="grid gap-4">
        <CardHeader id="send-title" title={`Send to ${recipients}`} className="mb-0" />
        <fieldset className="grid gap-2">
          <legend className="mb-2 text-sm font-medium">When</legend>
          <label className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="radio"
              checked={!later}
              onChange={() => setLater(false)}
              className="size-4 accent-brand"
            />
            Send now
          </label>
          <label className="flex min-h-8 items-center gap-2 text-sm">
            <input
              type="radio"
              checked={later}
              onChange={() => setLater(true)}
              className="size-4 accent-brand"
            />
            Schedule
          </label>
        </fieldset>
        {later && (
          <>
            <Field
              label="Date and time"
              hint={`In ${timeZone.replaceAll('_', ' ')}. Credits are reserved when sending starts.`}
              name="sendAt"
            >
              <Input
                type="datetime-local"
                required
                value={sendAt}
                onChange={(event) => setSendAt(event.currentTarget.value)}
              />
            </Field>
            <Field
              label="Maximum delay"
              hint="If sending is delayed longer than this, we put the campaign on hold and ask you first."
            >
              <Select name="lateAfterHours" defaultValue={String(props.lateAfterHours)}>
                {lateChoices.map(({ hours, label }) => (
                  <option key={hours} value={hours}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
          </>
        )}
        <div className="grid gap-1">
          <CostTag quote={quote} nextStep={nextStep} />
          <p className="text-sm text-muted">
            You’re only {quote.limit ? 'counted' : 'charged'} for emails the server accepts.
          </p>
        </div>
        {failure && !failure.fieldErrors && <SpendFailure failure={failure} name="campaign" />}
        <ConfirmDialog
          form={form.ref}
          pending={pending}
          blockedBy={later ? null : blockedReason(quote, 'this campaign')}
          label={`${later ? 'Schedule' : 'Send'} ${credits > 0 ? `for ${formatCredits(credits)}` : 'campaign'}`}
          total={totalOf(people, credits)}
          listName={listName}
          when={later ? sendAt : null}
          timeZone={timeZone}
        />
      </Card>
    </Form>
  )
}

/** "3 people, 3 credits"; only the people on plans with limits. */
const totalOf = (people: number, credits: number) =>
  [countOf(people, 'person', 'people'), ...(credits > 0 ? [formatCredits(credits)] : [])].join(', ')
