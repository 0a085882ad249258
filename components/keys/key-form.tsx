'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import { NewKey } from './new-key'

export type KeyFormProps = {
  action: FormAction
  scopes: { scope: string; label: string }[]
  lifetimes: { lifetime: string; label: string }[]
}

const OWNERS = [
  { kind: 'personal', label: 'You. It spends under your spending limit and stops working when you leave.' },
  { kind: 'service', label: 'The workspace (service key). It keeps working when you leave.' },
]

export function KeyForm({ action, scopes, lifetimes }: KeyFormProps) {
  const [name, setName] = useState('')
  const form = useForm(action, { resets: true, onDone: () => setName('') })
  const { state, errors } = form
  return (
    <Form form={form} className="grid max-w-2xl gap-4">
      <NewKey state={state} />
      <Field label="Name" hint="The program that uses this key." name="name">
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
          maxLength={80}
          autoComplete="off"
        />
      </Field>
      <fieldset className="grid gap-2 text-sm">
        <legend className="mb-1.5 font-medium">Permissions</legend>
        <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {scopes.map(({ scope, label }, index) => (
            <label key={scope} className="flex min-h-8 cursor-pointer items-start gap-3">
              <input
                type="checkbox"
                name="scopes"
                value={scope}
                defaultChecked={index === 0}
                className="mt-0.5 size-4.5 shrink-0 accent-brand"
              />
              {label}
            </label>
          ))}
        </div>
        {errors.scopes && <p className="text-bad-ink">{errors.scopes}</p>}
      </fieldset>
      <fieldset className="grid gap-2 text-sm">
        <legend className="mb-1.5 font-medium">Belongs to</legend>
        {OWNERS.map(({ kind, label }, index) => (
          <label key={kind} className="flex min-h-8 cursor-pointer items-start gap-3">
            <input
              type="radio"
              name="kind"
              value={kind}
              defaultChecked={index === 0}
              className="mt-0.5 size-4 accent-brand"
            />
            {label}
          </label>
        ))}
        {errors.kind && <p className="text-bad-ink">{errors.kind}</p>}
      </fieldset>
      <Field label="Expires after" name="lifetime">
        <Select defaultValue={lifetimes[0]?.lifetime}>
          {lifetimes.map(({ lifetime, label }) => (
            <option key={lifetime} value={lifetime}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <FormMessage form={form} failureOnly />
      <SubmitButton className="justify-self-start">Create key</SubmitButton>
    </Form>
  )
}
