'use client'

import { useActionState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Field, Input } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { toast } from '@/components/ui/toast'
import type { ActionState } from '@/lib/core/action-state'
import type { CapRow } from '@/lib/workspaces/read-caps'
import type { FormAction } from './form-action'

/** The cap of one member or action. */
export function CapForm({ action, row }: { action: FormAction; row: CapRow }) {
  const { kind, subject, name, mostCredits } = row
  const [state, submit] = useActionState<ActionState, FormData>(async (before, form) => {
    const result = await action(before, form)
    if (result?.ok && result.message) toast.success(result.message)
    return result
  }, null)
  const failure = state?.ok === false ? state : null
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="subject" value={subject} />
      <div className="flex items-end gap-2">
        <Field
          label={`Cap of ${name}`}
          className="[&>label]:sr-only"
          error={failure?.fieldErrors?.mostCredits}
        >
          <Input
            name="mostCredits"
            inputMode="numeric"
            placeholder="No cap"
            defaultValue={mostCredits ?? ''}
            className="w-28"
          />
        </Field>
        <SubmitButton variant="secondary" aria-label={`Save the cap of ${name}`}>
          Save
        </SubmitButton>
      </div>
      {failure && !failure.fieldErrors && <ActionMessage state={failure} />}
    </form>
  )
}
