'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

type ReasonFormProps = {
  action: FormAction
  hidden: Record<string, string | number>
  submit: string
  /** What a good reason says, if it isn't obvious. */
  example?: string
  size?: 'sm'
}

/** Submits a decision with its reason, which the audit log keeps. */
export function ReasonForm({ action, hidden, submit, example, size }: ReasonFormProps) {
  const hint = ['Recorded in the audit log.', example].filter(Boolean).join(' ')
  return (
    <ActionForm action={action} hidden={hidden} submit={submit} size={size}>
      {(errors) => (
        <Field label="Reason" hint={hint} error={errors.reason}>
          <Input name="reason" required minLength={3} maxLength={500} />
        </Field>
      )}
    </ActionForm>
  )
}
