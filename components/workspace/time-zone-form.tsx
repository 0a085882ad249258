'use client'

import { useActionState, useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { TimeZoneChoice } from '@/lib/core/text/time-zones'
import { TimeZoneField } from './time-zone-field'

type TimeZoneFormProps = { action: FormAction; timeZone: string; choices: TimeZoneChoice[] }

export function TimeZoneForm({ action, timeZone, choices }: TimeZoneFormProps) {
  const [state, submit] = useActionState(action, null)
  const [value, setValue] = useState(timeZone)
  const errors = state?.ok === false ? state.fieldErrors : undefined
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <TimeZoneField
        label="Time zone"
        hint="We show dates in this time zone and count usage by its days. Reset dates don’t change."
        error={errors?.timeZone}
        value={value}
        onChange={setValue}
        choices={choices}
      />
      {!errors && <ActionMessage state={state} />}
      <SubmitButton variant="secondary" className="justify-self-start">
        Save time zone
      </SubmitButton>
    </form>
  )
}
