'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { DialogClose } from '@/components/ui/overlays/dialog'

/** Asks for the name of the workspace. */
export default function DeleteForm({ action, name }: { action: FormAction; name: string }) {
  const form = useForm(action)
  const [typed, setTyped] = useState('')
  return (
    <Form form={form} className="grid gap-4">
      <ul className="grid list-disc gap-1.5 pl-5 text-sm leading-relaxed">
        <li>The plan ends now. What is left of the paid period and all credits are lost.</li>
        <li>Everybody loses access at once, and API keys work no more.</li>
        <li>Invoices and the credits statement are kept for the books.</li>
      </ul>
      <Field label={`Type ${name} to confirm`} name="name">
        <Input value={typed} onChange={(event) => setTyped(event.target.value)} required autoComplete="off" />
      </Field>
      <FormMessage form={form} />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Keep it</Button>} />
        <SubmitButton variant="danger">Delete for good</SubmitButton>
      </div>
    </Form>
  )
}
