'use client'

import { Alert } from '@/components/ui/alert'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

type EmailAddressProps = {
  email: string
  /** A change that the new address hasn’t confirmed yet. */
  waiting: { newEmail: string; until: string } | null
  changeEmail: FormAction
  cancelChange: FormAction
}

export function EmailAddress({ email, waiting, changeEmail, cancelChange }: EmailAddressProps) {
  return (
    <div className="grid max-w-md gap-4">
      {waiting && (
        <Alert
          tone="info"
          title={`Confirm ${waiting.newEmail}`}
          action={
            <ActionButton action={cancelChange} variant="secondary" size="sm">
              Cancel change
            </ActionButton>
          }
        >
          Open the link we sent to that address by {waiting.until}. Until then, sign in as {email}.
        </Alert>
      )}
      <ActionForm action={changeEmail} submit="Change email address">
        {(errors) => (
          <Field
            label="New email address"
            hint={`You sign in as ${email}. We’ll email the new address a link to confirm. You can undo the change from the old one for 7 days.`}
            error={errors.email}
          >
            <Input name="email" type="email" required maxLength={254} autoComplete="email" />
          </Field>
        )}
      </ActionForm>
    </div>
  )
}
