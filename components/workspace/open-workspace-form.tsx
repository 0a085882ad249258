'use client'

import { useActionState, useEffect, useState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'

type OpenWorkspaceFormProps = {
  action: FormAction
  timeZones: string[]
  /** Whether it begins with a trial; each person has one. */
  trial: boolean
}

export function OpenWorkspaceForm({ action, timeZones, trial }: OpenWorkspaceFormProps) {
  const [state, submit] = useActionState(action, null)
  const [name, setName] = useState('')
  const [timeZone, setTimeZone] = useState('UTC')
  const errors = state?.ok === false ? state.fieldErrors : undefined

  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (timeZones.includes(here)) setTimeZone(here)
  }, [timeZones])

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
      <Field label="Time zone" hint="Reset dates and reports are shown in it." error={errors?.timeZone}>
        <Select name="timeZone" value={timeZone} onChange={(event) => setTimeZone(event.target.value)}>
          {[...new Set(['UTC', ...timeZones])].map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      </Field>
      {!errors && <ActionMessage state={state} />}
      <SubmitButton size="lg">{trial ? 'Start the free trial' : 'Open the workspace'}</SubmitButton>
    </form>
  )
}
