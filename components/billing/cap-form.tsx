'use client'

import { ActionMessage } from '@/components/ui/action-message'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'
import { useToldAction } from '@/components/ui/use-told-action'
import type { CapRow } from '@/lib/workspaces/read-caps'

export type CapFormProps = { action: FormAction; row: CapRow }

/** The cap of one member or action. */
export function CapForm({ action, row }: CapFormProps) {
  const { kind, subject, name, mostCredits } = row
  const [failure, submit] = useToldAction(action)
  return (
    <form action={submit} className="grid gap-2">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="seenCredits" value={mostCredits ?? ''} />
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
            // Another number when an owner raised it by the button beside it.
            key={mostCredits}
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
