'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useToldAction } from '@/components/ui/forms/use-action-with-toast'
import type { SpendingLimitRow } from '@/lib/spending-limits/read-spending-limits'

export type LimitFormProps = { action: FormAction; row: SpendingLimitRow }

/** The spending limit of one member or action. */
export function LimitForm({ action, row }: LimitFormProps) {
  const { kind, subject, name, mostCredits } = row
  const [failure, submit] = useToldAction(action)
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="seenCredits" value={mostCredits ?? ''} />
      <div className="flex items-end gap-2">
        <Field
          label={`Spending limit for ${name}`}
          className="[&>label]:sr-only"
          error={failure?.fieldErrors?.mostCredits}
        >
          <Input
            name="mostCredits"
            inputMode="numeric"
            placeholder="No limit"
            // Another number when an owner raised it by the button beside it.
            key={mostCredits}
            defaultValue={mostCredits ?? ''}
            className="w-28"
          />
        </Field>
        <SubmitButton variant="secondary" aria-label={`Save the spending limit for ${name}`}>
          Save
        </SubmitButton>
      </div>
      {failure && !failure.fieldErrors && <ActionMessage state={failure} />}
    </form>
  )
}
