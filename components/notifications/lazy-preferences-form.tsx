'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { PreferencesFormProps } from './preferences-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./preferences-form')).PreferencesForm })))

/** Loads the form's code only on its own settings tab, because all tabs are one page. */
export function LazyPreferencesForm(props: PreferencesFormProps) {
  return (
    <LoadWhenSeen fallback={<Skeleton className="h-80" />}>
      <Form {...props} />
    </LoadWhenSeen>
  )
}
