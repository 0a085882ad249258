'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import type { SpendingLimitRow } from '@/lib/spending-limits/read-spending-limits'

export type RequestFormProps = { action: FormAction; row: SpendingLimitRow }

/** Asks the owners for a higher limit; the amount and the reason are optional. */
export function RequestForm({ action, row: { kind, subject, name } }: RequestFormProps) {
  const form = useForm(action, { toasts: true, resets: true })
  return (
    <Form form={form} className="grid gap-2" hidden={{ kind, subject }}>
      <div className="flex flex-wrap items-end gap-2">
        <Field label="New limit (optional)" name="requestedCredits">
          <Input inputMode="numeric" className="w-28" />
        </Field>
        <Field label="Reason (optional)" name="reason">
          <Input maxLength={300} className="w-56" />
        </Field>
        <SubmitButton variant="secondary" aria-label={`Ask for more: ${name}`}>
          Ask for more
        </SubmitButton>
      </div>
      <FormMessage form={form} failureOnly />
    </Form>
  )
}
