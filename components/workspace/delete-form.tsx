'use client'

import { useActionState, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { DialogClose } from '@/components/ui/overlays/dialog'

/** Asks for the name of the workspace. */
export default function DeleteForm({ action, name }: { action: FormAction; name: string }) {
  const [state, submit] = useActionState(action, null)
  const [typed, setTyped] = useState('')
  return (
    <form action={submit} className="grid gap-4">
      <ul className="grid list-disc gap-1.5 pl-5 text-sm leading-relaxed">
        <li>The plan ends now. What is left of the paid period and all credits are lost.</li>
        <li>Everybody loses access at once, and API keys work no more.</li>
        <li>Invoices and the credits statement are kept for the books.</li>
      </ul>
      <Field label={`Type ${name} to confirm`}>
        <Input
          name="name"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          required
          autoComplete="off"
        />
      </Field>
      <ActionMessage state={state} />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Keep it</Button>} />
        <SubmitButton variant="danger">Delete for good</SubmitButton>
      </div>
    </form>
  )
}
