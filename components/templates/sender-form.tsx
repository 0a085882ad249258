'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import type { SenderDetails } from '@/lib/templates/views'

type Props = { action: FormAction; details: SenderDetails }

const FIELDS = [
  { name: 'replyTo', label: 'Reply-to address', type: 'email', required: true },
  { name: 'phone', label: 'Phone', type: 'tel' },
  { name: 'website', label: 'Website', hint: 'Starts with https://', type: 'url' },
  {
    name: 'postalAddress',
    label: 'Postal address',
    hint: 'Shown at the bottom of every email. Required by law in many places.',
    type: 'text',
  },
] as const

/** The reply-to address, and the details in the footer of every email. */
export function SenderForm({ action, details }: Props) {
  const form = useForm(action)
  const [typed, setTyped] = useState(details)
  return (
    <Form form={form}>
      <Card className="grid max-w-2xl items-start gap-5 sm:grid-cols-2">
        <UnsavedChanges name="sender" state={form.state} />
        {FIELDS.map(({ name, label, ...rest }) => {
          const { hint, ...input } = { hint: undefined, ...rest }
          return (
            <Field key={name} label={label} hint={hint} name={name}>
              <Input
                {...input}
                value={typed[name]}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  setTyped((before) => ({ ...before, [name]: value }))
                }}
              />
            </Field>
          )
        })}
        <div className="grid gap-4 sm:col-span-2">
          <FormMessage form={form} />
          <SubmitButton className="justify-self-start">Save</SubmitButton>
        </div>
      </Card>
    </Form>
  )
}
