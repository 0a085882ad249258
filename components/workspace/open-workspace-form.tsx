'use client'

import { useEffect, useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import type { TimeZoneChoice } from '@/lib/core/text/places/time-zones'
import { TimeZoneField } from './time-zone-field'

type OpenWorkspaceFormProps = {
  action: FormAction
  choices: TimeZoneChoice[]
  /** Whether it starts with a trial. Each person gets one. */
  trial: boolean
}

export function OpenWorkspaceForm({ action, choices, trial }: OpenWorkspaceFormProps) {
  const form = useForm(action)
  const [name, setName] = useState('')
  const [timeZone, setTimeZone] = useState('UTC')

  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    // Some browsers return this when the time zone is unknown.
    if (here && here !== 'Etc/Unknown') setTimeZone(here)
  }, [])

  return (
    <Form form={form} className="grid gap-5">
      <Field label="Agency name" name="name">
        <Input
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
        error={form.errors.timeZone}
        value={timeZone}
        onChange={setTimeZone}
        choices={choices}
      />
      <FormMessage form={form} />
      <SubmitButton size="lg">{trial ? 'Start free trial' : 'Create workspace'}</SubmitButton>
    </Form>
  )
}
