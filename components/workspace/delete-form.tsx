'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { DialogClose } from '@/components/ui/overlays/dialog'

/** Asks for the workspace’s name as confirmation. */
export default function DeleteForm({ action, name }: { action: FormAction; name: string }) {
  const form = useForm(action)
  const [typed, setTyped] = useState('')
  return (
    <Form form={form} className="grid gap-4">
      <ul className="grid list-disc gap-1.5 pl-5 text-sm leading-relaxed">
        <li>The plan ends immediately. You’ll lose the rest of the paid period and all credits.</li>
        <li>Everyone loses access immediately, and API keys stop working.</li>
        <li>After 30 days, we erase everything in it, including files. Export it first if you need it.</li>
        <li>We keep the figures of payments and credits for accounting, without names.</li>
      </ul>
      <Field label={`Type ${name} to confirm`} name="name">
        <Input value={typed} onChange={(event) => setTyped(event.target.value)} required autoComplete="off" />
      </Field>
      <FormMessage form={form} />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Cancel</Button>} />
        <SubmitButton variant="danger">Delete permanently</SubmitButton>
      </div>
    </Form>
  )
}
