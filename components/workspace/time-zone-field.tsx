'use client'

import { lazy, Suspense } from 'react'
import { Field, Input } from '@/components/ui/forms/field'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { TimeZoneFieldProps } from './time-zone-combobox'

const TimeZoneCombobox = lazy(whenOnline(() => import('./time-zone-combobox')))

/** A time zone field, submitted as `timeZone`. The list is loaded separately from the page. */
export function TimeZoneField(props: TimeZoneFieldProps) {
  const { label, hint, error, value, choices } = props
  const name = choices.find(({ zone }) => zone === value)?.name ?? value
  return (
    <>
      <input type="hidden" name="timeZone" value={value} />
      <Suspense
        fallback={
          <Field label={label} hint={hint} error={error}>
            <Input value={name} readOnly />
          </Field>
        }
      >
        <TimeZoneCombobox {...props} />
      </Suspense>
    </>
  )
}
