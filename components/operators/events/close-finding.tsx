'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

export function CloseFinding({ action, id }: { action: FormAction; id: number }) {
  return (
    <ActionForm
      action={action}
      hidden={{ id }}
      submit="Close discrepancy"
      submitLabel={`Close discrepancy ${id}`}
      size="sm"
      variant="secondary"
      className="flex flex-wrap items-end gap-3"
    >
      {(errors) => (
        <Field label="Resolution" error={errors.reason} className="min-w-64 flex-1">
          <Input name="reason" required maxLength={500} />
        </Field>
      )}
    </ActionForm>
  )
}
