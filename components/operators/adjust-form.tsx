'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'

type AdjustProps = { action: FormAction; workspaceId: number; id: string; fourEyesCredits: number }

export function AdjustForm({ action, workspaceId, id, fourEyesCredits }: AdjustProps) {
  return (
    <ActionForm action={action} hidden={{ workspaceId, id }} submit="Adjust credits">
      {(errors) => (
        <div className="grid items-start gap-4 sm:grid-cols-[8rem_8rem_1fr]">
          <Field label="Type" error={errors.direction}>
            <Select name="direction">
              <option value="give">Add</option>
              <option value="take">Remove</option>
            </Select>
          </Field>
          <Field label="Credits" error={errors.credits}>
            <Input name="credits" type="number" min={1} step={1} required />
          </Field>
          <Field
            label="Reason"
            hint={`Shown on the workspace’s statement. Adjustments over ${fourEyesCredits} credits a day need a second operator.`}
            error={errors.reason}
          >
            <Input name="reason" required maxLength={500} />
          </Field>
        </div>
      )}
    </ActionForm>
  )
}
