'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

type MoveFormProps = { action: FormAction; hidden: Record<string, string | number>; submit: string }

export function MoveForm({ action, hidden, submit }: MoveFormProps) {
  return (
    <ActionForm action={action} hidden={hidden} submit={submit} size="sm">
      {(errors) => (
        <Field label="Reason" hint="Recorded in the audit log." error={errors.reason}>
          <Input name="reason" required minLength={3} maxLength={500} />
        </Field>
      )}
    </ActionForm>
  )
}
