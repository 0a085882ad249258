'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { RoleChoice, type RoleOption } from './role-choice'

export function InviteForm({ action, roles }: { action: FormAction; roles: RoleOption[] }) {
  const [email, setEmail] = useState('')
  const form = useForm(action, { resets: true, onDone: () => setEmail('') })
  return (
    <Form form={form} className="grid max-w-lg gap-4">
      <Field label="Email address" name="email">
        <Input
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
      <FormMessage form={form} />
      <SubmitButton className="justify-self-start">Invite member</SubmitButton>
    </Form>
  )
}
