'use client'

import { useState } from 'react'
import { type DraftChoices, DraftFields, type DraftValues } from '@/components/campaigns/draft-fields'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import { countOf, formatCredits } from '@/lib/core/text/format'

type Props = DraftChoices & {
  action: FormAction
  id: string
  reportId: string
  values: DraftValues
  /** What a run costs now, by list. */
  costs: Record<string, number>
  lastDay: number
  timeZone: string
}

/** Who gets the report every month, in which email and when, with what each run costs (R7). */
export function RecurringForm({ action, id, reportId, values, costs, timeZone, lastDay, ...choices }: Props) {
  const form = useForm(action)
  const [typed, setTyped] = useState(values)
  const set = (change: Partial<DraftValues>) => setTyped((before) => ({ ...before, ...change }))
  const credits = costs[typed.listId] ?? 0
  const people = choices.lists.find((list) => list.id === typed.listId)?.mailable ?? 0
  return (
    <Form form={form} hidden={{ id, reportId, quotedCredits: credits }}>
      <Card className="grid max-w-2xl gap-5">
        <Field
          label="Name"
          hint="With the month, it names each campaign. Only your team sees it."
          name="name"
        >
          <Input
            required
            maxLength={60}
            value={typed.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Field>
        <DraftFields values={typed} onChange={set} {...choices} />
        <div className="grid items-start gap-4 border-t border-line pt-5 sm:grid-cols-2">
          <Field label="Day of the month" name="dayOfMonth">
            <Select defaultValue="1">
              {Array.from({ length: lastDay }, (_, i) => i + 1).map((day) => (
                <option key={day} value={day}>
                  {day}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Time" hint={`Time zone: ${timeZone.replaceAll('_', ' ')}.`} name="timeOfDay">
            <Input type="time" required defaultValue="09:00" />
          </Field>
        </div>
        <p className="text-sm">
          {credits > 0 ? (
            <>
              <strong>{formatCredits(credits)} each month</strong> with today’s {countOf(people, 'recipient')}
              : the report and its emails. It changes with your list, and you’re asked again if a price
              changes.
            </>
          ) : (
            'Each month it counts toward the reports and emails of your plan.'
          )}
        </p>
        <FormMessage form={form} failureOnly />
        <SubmitButton className="justify-self-start">
          Start{credits > 0 ? ` for ${formatCredits(credits)} a month` : ''}
        </SubmitButton>
      </Card>
    </Form>
  )
}
