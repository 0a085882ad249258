'use client'

import { useActionState, useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { RoleChoice, type RoleWords } from './role-choice'

export function InviteForm({ action, roles }: { action: FormAction; roles: RoleWords[] }) {
  const [email, setEmail] = useState('')
  const [state, submit] = useActionState<Awaited<ReturnType<FormAction>>, FormData>(async (before, form) => {
    const result = await action(before, form)
    if (result?.ok) setEmail('')
    return result
  }, null)
  const errors = state?.ok === false ? state.fieldErrors : undefined
  return (
    <form action={submit} className="grid max-w-lg gap-4">
      <Field label="Email address" error={errors?.email}>
        <Input
          name="email"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          required
          maxLength={254}
          placeholder="sam@agency.com"
          autoComplete="off"
        />
      </Field>
      <RoleChoice roles={roles} chosen="member" />
      {!errors && <ActionMessage state={state} />}
      <SubmitButton className="justify-self-start">Send the invitation</SubmitButton>
    </form>
  )
}
