'use client'

import { useActionState, useState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'

type PersonFormProps = { action: FormAction; name: string }

export function PersonForm({ action, name }: PersonFormProps) {
  const [state, submit] = useActionState(action, null)
  const [value, setValue] = useState(name)
  const errors = state?.ok === false ? state.fieldErrors : undefined
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <Field label="Name" error={errors?.name}>
        <Input
          name="name"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          required
          maxLength={80}
          autoComplete="name"
        />
      </Field>
      {!errors && <ActionMessage state={state} />}
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </form>
  )
}
