'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

type RenameFormProps = {
  action: FormAction
  name: string
}

export function RenameForm({ action, name }: RenameFormProps) {
  const form = useForm(action)
  const [value, setValue] = useState(name)
  return (
    <Form form={form} className="grid max-w-md gap-4">
      <Field label="Name" hint="Shown to your team in the sidebar." name="name">
        <Input value={value} onChange={(event) => setValue(event.target.value)} required maxLength={80} />
      </Field>
      <FormMessage form={form} />
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </Form>
  )
}
