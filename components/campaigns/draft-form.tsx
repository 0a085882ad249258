'use client'

import { useActionState, useState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { withoutReset } from '@/components/ui/without-reset'
import { countOf } from '@/lib/core/format'
import type { MergeField } from '@/lib/templates/views'

export type TemplateChoice = { id: string; name: string; subject: string; fields: string[] }
export type ListChoice = { id: string; name: string; mailable: number }
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
  values: Values
  templates: TemplateChoice[]
  lists: ListChoice[]
  details: MergeField[]
  /** The merge fields of a draft whose words stay as they are; null for a new campaign. */
  keptFields: string[] | null
}

/** Whom, which words, and what those words leave open. */
export function DraftForm({ action, id, values, templates, lists, details, keptFields }: Props) {
  const [state, submit, pending] = useActionState(action, null)
  const [typed, setTyped] = useState(values)
  const errors = state?.ok === false ? (state.fieldErrors ?? {}) : {}
  const template = templates.find((choice) => choice.id === typed.templateId)
  const fields = template?.fields ?? keptFields ?? []
  const asked = details.filter(({ name }) => fields.includes(name) || typed.subject.includes(name))
  const set = (change: Partial<Values>) => setTyped((before) => ({ ...before, ...change }))
  return (
    <form action={submit} onSubmit={withoutReset(submit)}>
      <Card className="grid max-w-2xl gap-5">
        <input type="hidden" name="id" value={id} />
        <Field label="Name" hint="Only your team sees it." error={errors.name}>
          <Input
            name="name"
            required
            maxLength={80}
            value={typed.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Field>
        <Field label="Whom it goes to" error={errors.listId}>
          <Select
            name="listId"
            value={typed.listId}
            onChange={(event) => set({ listId: event.currentTarget.value })}
          >
            {lists.map((list) => (
              <option key={list.id} value={list.id}>
                {list.name} ({countOf(list.mailable, 'person', 'people')})
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Template" error={errors.templateId}>
          <Select
            name="templateId"
            required={!keptFields}
            value={typed.templateId}
            onChange={(event) => {
              const chosen = templates.find((choice) => choice.id === event.currentTarget.value)
              set({ templateId: chosen?.id ?? '', ...(chosen && { subject: chosen.subject }) })
            }}
          >
            <option value="">{keptFields ? 'The words as they are' : 'Choose a template'}</option>
            {templates.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Subject" error={errors.subject}>
          <Input
            name="subject"
            required
            maxLength={150}
            value={typed.subject}
            onChange={(event) => set({ subject: event.currentTarget.value })}
          />
        </Field>
        {asked.length > 0 && (
          <fieldset className="grid gap-4 border-t border-line pt-5 sm:grid-cols-2">
            <legend className="sr-only">What the template leaves open</legend>
            {asked.map(({ name, label, example }) => (
              <Field key={name} label={label}>
                <Input
                  name={`detail.${name}`}
                  maxLength={300}
                  placeholder={example}
                  value={typed.details[name] ?? ''}
                  onChange={(event) =>
                    set({ details: { ...typed.details, [name]: event.currentTarget.value } })
                  }
                />
              </Field>
            ))}
          </fieldset>
        )}
        {Object.keys(errors).length === 0 && <ActionMessage state={state} />}
        <SubmitButton pending={pending} className="justify-self-start">
          Save and look at it
        </SubmitButton>
      </Card>
    </form>
  )
}
