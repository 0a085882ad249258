'use client'

import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { DialogClose } from '@/components/ui/overlays/dialog'

type DeleteAccountFormProps = { action: FormAction; email: string; solelyOwned: string[] }

/** Asks for the person’s email address as confirmation. */
export default function DeleteAccountForm({ action, email, solelyOwned }: DeleteAccountFormProps) {
  const form = useForm(action)
  if (solelyOwned.length > 0) {
    return (
      <Alert title={`You’re the only owner of ${solelyOwned.join(', ')}`}>
        Transfer ownership or delete the workspace first. Then you can delete your account.
      </Alert>
    )
  }
  return (
    <Form form={form} className="grid gap-4">
      <ul className="grid list-disc gap-1.5 pl-5 text-sm leading-relaxed">
        <li>You leave all workspaces, and are signed out everywhere.</li>
        <li>We remove your name and email address. Your API keys and invitations stop working.</li>
        <li>Work you created stays with the workspaces, under “Former member”.</li>
        <li>This can’t be undone.</li>
      </ul>
      <Field label={`Type ${email} to confirm`} name="email">
        <Input type="email" required autoComplete="off" />
      </Field>
      <FormMessage form={form} />
      <div className="flex flex-wrap justify-end gap-3">
        <DialogClose render={<Button variant="secondary">Cancel</Button>} />
        <SubmitButton variant="danger">Delete account</SubmitButton>
      </div>
    </Form>
  )
}
