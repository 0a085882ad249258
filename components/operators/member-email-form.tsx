'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'

type MemberEmailFormProps = {
  action: FormAction
  workspaceId: number
  members: { userId: number; name: string; email: string }[]
}

export function MemberEmailForm({ action, workspaceId, members }: MemberEmailFormProps) {
  return (
    <ActionForm action={action} hidden={{ workspaceId }} submit="Request email change">
      {(errors) => (
        <div className="grid items-start gap-4 sm:grid-cols-3">
          <Field label="Member" error={errors.userId}>
            <Select name="userId">
              {members.map(({ userId, name, email }) => (
                <option key={userId} value={userId}>
                  {name ? `${name} (${email})` : email}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="New email address" error={errors.email}>
            <Input name="email" type="email" required maxLength={254} autoComplete="off" />
          </Field>
          <Field
            label="Reason"
            hint="Recorded in the audit log. For example, how you verified their identity."
            error={errors.reason}
          >
            <Input name="reason" required minLength={3} maxLength={500} />
          </Field>
        </div>
      )}
    </ActionForm>
  )
}
