'use client'

import { useActionState, useState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Field } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'

type TimeZoneFormProps = { action: FormAction; timeZone: string; timeZones: string[] }

export function TimeZoneForm({ action, timeZone, timeZones }: TimeZoneFormProps) {
  const [state, submit] = useActionState(action, null)
  const [value, setValue] = useState(timeZone)
  const errors = state?.ok === false ? state.fieldErrors : undefined
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <Field
        label="Time zone"
        hint="Dates are shown in it and usage is told by its days. When credits reset does not change."
        error={errors?.timeZone}
      >
        <Select name="timeZone" value={value} onChange={(event) => setValue(event.target.value)}>
          {[...new Set([timeZone, 'UTC', ...timeZones])].map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      </Field>
      {!errors && <ActionMessage state={state} />}
      <SubmitButton variant="secondary" className="justify-self-start">
        Save the time zone
      </SubmitButton>
    </form>
  )
}
