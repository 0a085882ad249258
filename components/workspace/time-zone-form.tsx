'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import type { TimeZoneChoice } from '@/lib/core/text/places/time-zones'
import { TimeZoneField } from './time-zone-field'

type TimeZoneFormProps = { action: FormAction; timeZone: string; choices: TimeZoneChoice[] }

export function TimeZoneForm({ action, timeZone, choices }: TimeZoneFormProps) {
  const form = useForm(action)
  const [value, setValue] = useState(timeZone)
  return (
    <Form form={form} className="grid max-w-md gap-4">
      <TimeZoneField
        label="Time zone"
        hint="Dates and daily usage are shown in this time zone. Reset dates don’t change."
        error={form.errors.timeZone}
        value={value}
        onChange={setValue}
        choices={choices}
      />
      <FormMessage form={form} />
      <SubmitButton variant="secondary" className="justify-self-start">
        Save time zone
      </SubmitButton>
    </Form>
  )
}
