'use client'

import { useState } from 'react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import type { ContactView, ListRow } from '@/lib/contacts/views'

type Props = {
  action: FormAction
  id: string
  /** Null for a new contact. */
  contact: ContactView | null
  lists: Pick<ListRow, 'id' | 'name'>[]
  today: string
}

const FIELDS = [
  { name: 'email', label: 'Email address', type: 'email', autoComplete: 'off', required: true },
  { name: 'firstName', label: 'First name', type: 'text', autoComplete: 'off' },
  { name: 'lastName', label: 'Last name', type: 'text', autoComplete: 'off' },
  { name: 'phone', label: 'Phone', type: 'tel', autoComplete: 'off' },
  { name: 'tags', label: 'Tags', type: 'text', hint: 'Separate with commas: buyer, first home' },
  {
    name: 'consentSource',
    label: 'Consent source',
    type: 'text',
    hint: 'For example: open house, web form, sale',
    required: true,
  },
  { name: 'consentAt', label: 'Consent date', type: 'date', required: true },
] as const

export function ContactForm({ action, id, contact, lists, today }: Props) {
  const form = useForm(action)
  // Keeps what was typed when saving fails.
  const [typed, setTyped] = useState<Record<string, string>>(() => valuesOf(contact, today))
  const { failure } = form
  const href = failure?.details?.href
  return (
    <Form form={form}>
      <Card className="grid max-w-2xl gap-5 sm:grid-cols-2">
        <UnsavedChanges name={`contact ${contact ? id : 'new'}`} state={form.state} />
        <input type="hidden" name="id" value={id} />
        {FIELDS.map(({ name, label, ...rest }) => {
          const { hint, ...input } = { hint: undefined, ...rest }
          return (
            <Field key={name} label={label} hint={hint} name={name}>
              <Input
                {...input}
                max={name === 'consentAt' ? today : undefined}
                value={typed[name] ?? ''}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  setTyped((before) => ({ ...before, [name]: value }))
                }}
              />
            </Field>
          )
        })}
        {lists.length > 0 && (
          <fieldset className="sm:col-span-2">
            <legend className="mb-2 text-sm font-medium">Lists</legend>
            <div className="flex flex-wrap gap-x-6 gap-y-2">
              {lists.map((list) => (
                <label key={list.id} className="flex min-h-8 items-center gap-2 text-sm">
                  <input
                    type="checkbox"
                    name="listIds"
                    value={list.id}
                    defaultChecked={contact?.listIds.includes(list.id)}
                    className="size-4 accent-brand"
                  />
                  {list.name}
                </label>
              ))}
            </div>
          </fieldset>
        )}
        <div className="grid gap-4 sm:col-span-2">
          <FormMessage
            form={form}
            action={
              typeof href === 'string' ? (
                <ButtonLink href={href} variant="secondary" size="sm">
                  {failure?.code === 'limit.reached' ? 'Upgrade' : 'View contact'}
                </ButtonLink>
              ) : undefined
            }
          />
          <SubmitButton className="justify-self-start">{contact ? 'Save' : 'Add contact'}</SubmitButton>
        </div>
      </Card>
    </Form>
  )
}

function valuesOf(contact: ContactView | null, today: string): Record<string, string> {
  if (!contact) return { consentAt: today }
  const { email, firstName, lastName, phone, tags, consentSource, consentAt } = contact
  return {
    email,
    firstName,
    lastName,
    phone,
    tags: tags.join(', '),
    consentSource,
    consentAt: consentAt.slice(0, 10),
  }
}
