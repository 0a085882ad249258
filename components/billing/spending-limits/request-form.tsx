'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import { useToldAction } from '@/components/ui/forms/use-action-with-toast'
import type { LimitFormProps } from './limit-form'

/** Asks the owners for a higher limit; the amount and the reason are optional. */
export function RequestForm({ action, row: { kind, subject, name } }: LimitFormProps) {
  const [failure, submit] = useToldAction(action)
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="subject" value={subject} />
      <div className="flex flex-wrap items-end gap-2">
        <Field label="New limit (optional)" error={failure?.fieldErrors?.requestedCredits}>
          <Input name="requestedCredits" inputMode="numeric" className="w-28" />
        </Field>
        <Field label="Reason (optional)" error={failure?.fieldErrors?.reason}>
          <Input name="reason" maxLength={300} className="w-56" />
        </Field>
        <SubmitButton variant="secondary" aria-label={`Ask for more: ${name}`}>
          Ask for more
        </SubmitButton>
      </div>
      {failure && !failure.fieldErrors && <ActionMessage state={failure} />}
    </form>
  )
}
