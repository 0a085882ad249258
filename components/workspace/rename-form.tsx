'use client'

import { useActionState, useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

type RenameFormProps = {
  action: FormAction
  name: string
}

export function RenameForm({ action, name }: RenameFormProps) {
  const [state, submit] = useActionState(action, null)
  const [value, setValue] = useState(name)
  const errors = state?.ok === false ? state.fieldErrors : undefined
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <Field label="Name" hint="Your team sees it in the sidebar." error={errors?.name}>
        <Input
          name="name"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          required
          maxLength={80}
        />
      </Field>
      {!errors && <ActionMessage state={state} />}
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </form>
  )
}
