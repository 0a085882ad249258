'use client'

import { useActionState, useEffect, useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { TimeZoneChoice } from '@/lib/core/text/time-zones'
import { TimeZoneField } from './time-zone-field'

type OpenWorkspaceFormProps = {
  action: FormAction
  choices: TimeZoneChoice[]
  /** Whether it begins with a trial; each person has one. */
  trial: boolean
}

export function OpenWorkspaceForm({ action, choices, trial }: OpenWorkspaceFormProps) {
  const [state, submit] = useActionState(action, null)
  const [name, setName] = useState('')
  const [timeZone, setTimeZone] = useState('UTC')
  const errors = state?.ok === false ? state.fieldErrors : undefined

  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    // Some browsers answer this when they do not know.
    if (here && here !== 'Etc/Unknown') setTimeZone(here)
  }, [])

  return (
    <form action={submit} className="grid gap-5">
      <Field label="Name of your agency" error={errors?.name}>
        <Input
          name="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
          maxLength={80}
          autoComplete="organization"
        />
      </Field>
      <TimeZoneField
        label="Time zone"
        hint="We show dates and reset times in this time zone."
        error={errors?.timeZone}
        value={timeZone}
        onChange={setTimeZone}
        choices={choices}
      />
      {!errors && <ActionMessage state={state} />}
      <SubmitButton size="lg">{trial ? 'Start the free trial' : 'Open the workspace'}</SubmitButton>
    </form>
  )
}
