'use client'

import { useState } from 'react'
import {
  type ListChoice,
  lacksDefault,
  MergeFieldInput,
  type TemplateChoice,
} from '@/components/campaigns/draft-form'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import { countOf, formatCredits } from '@/lib/core/text/format'
import type { MergeField } from '@/lib/templates/views'

type Values = {
  name: string
  listId: string
  templateId: string
  subject: string
  details: Record<string, string>
}

type Props = {
  action: FormAction
  id: string
  reportId: string
  values: Values
  templates: TemplateChoice[]
  lists: ListChoice[]
  /** What a run costs now, by list. */
  costs: Record<string, number>
  details: MergeField[]
  lastDay: number
  timeZone: string
}

/** Who gets the report every month, in which email and when, with what each run costs (R7). */
export function RecurringForm({ action, id, reportId, values, timeZone, lastDay, ...choices }: Props) {
  const form = useForm(action)
  const [typed, setTyped] = useState(values)
  const { templates, lists, costs, details } = choices
  const set = (change: Partial<Values>) => setTyped((before) => ({ ...before, ...change }))
  const template = templates.find((choice) => choice.id === typed.templateId)
  const { fields, required } = template?.used ?? { fields: [], required: [] }
  const isRequired = (name: string) => required.includes(name) || lacksDefault(typed.subject, name)
  const shown = details.filter(
    ({ name, of }) => isRequired(name) || (of === 'details' && fields.includes(name)),
  )
  const credits = costs[typed.listId] ?? 0
  const people = lists.find((list) => list.id === typed.listId)?.mailable ?? 0
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
        <Field label="Recipients" name="listId">
          <Select value={typed.listId} onChange={(event) => set({ listId: event.currentTarget.value })}>
            {lists.map((list) => (
              <option key={list.id} value={list.id}>
                {list.name} ({countOf(list.mailable, 'person', 'people')})
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Template" name="templateId">
          <Select
            required
            value={typed.templateId}
            onChange={(event) => {
              const chosen = templates.find((choice) => choice.id === event.currentTarget.value)
              set({ templateId: chosen?.id ?? '', ...(chosen && { subject: chosen.subject }) })
            }}
          >
            <option value="">Choose a template</option>
            {templates.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Subject" name="subject">
          <Input
            required
            maxLength={150}
            value={typed.subject}
            onChange={(event) => set({ subject: event.currentTarget.value })}
          />
        </Field>
        {shown.length > 0 && (
          <fieldset className="grid items-start gap-4 border-t border-line pt-5 sm:grid-cols-2">
            <legend className="sr-only">Template fields</legend>
            {shown.map((field) => (
              <MergeFieldInput
                key={field.name}
                field={field}
                required={isRequired(field.name)}
                value={typed.details[field.name] ?? ''}
                onChange={(value) => set({ details: { ...typed.details, [field.name]: value } })}
              />
            ))}
          </fieldset>
        )}
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
