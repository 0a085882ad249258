'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

export function RestoreForm({ action, workspaceId }: { action: FormAction; workspaceId: number }) {
  return (
    <ActionForm action={action} hidden={{ workspaceId }} submit="Restore workspace">
      {(errors) => (
        <Field
          label="Reason"
          hint="Recorded in the audit log. For example, which owner asked and how you verified it."
          error={errors.reason}
        >
          <Input name="reason" required minLength={3} maxLength={500} />
        </Field>
      )}
    </ActionForm>
  )
}
