'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import type { SpendingLimitRow } from '@/lib/spending-limits/read-spending-limits'

export type LimitFormProps = { action: FormAction; row: SpendingLimitRow }

/** The spending limit of one member or action. */
export function LimitForm({ action, row }: LimitFormProps) {
  const { kind, subject, name, mostCredits } = row
  const form = useForm(action, { toasts: true, resets: true })
  return (
    <Form form={form} className="grid gap-2" hidden={{ kind, subject, seenCredits: mostCredits ?? '' }}>
      <div className="flex items-end gap-2">
        <Field label={`Spending limit for ${name}`} name="mostCredits" className="[&>label]:sr-only">
          <Input
            inputMode="numeric"
            placeholder="No limit"
            // Shows the new number when an owner raised the limit with the button next to it.
            key={mostCredits}
            defaultValue={mostCredits ?? ''}
            className="w-28"
          />
        </Field>
        <SubmitButton variant="secondary" aria-label={`Save the spending limit for ${name}`}>
          Save
        </SubmitButton>
      </div>
      <FormMessage form={form} failureOnly />
    </Form>
  )
}
