'use client'

import { lazy } from 'react'
import type { FormAction } from '@/components/ui/forms/form-action'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { whenOnline } from '@/components/ui/loading/when-online'

const Form = lazy(whenOnline(async () => ({ default: (await import('./alert-level-form')).AlertLevelForm })))

/** Loads the form's code only on its own settings tab, because all tabs are one page. */
export function LazyAlertLevelForm({ action }: { action: FormAction }) {
  return (
    <LoadWhenSeen fallback={<Skeleton className="h-32" />}>
      <Form action={action} />
    </LoadWhenSeen>
  )
}
