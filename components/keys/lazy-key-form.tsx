'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { KeyFormProps } from './key-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./key-form')).KeyForm })))

/** Loads the form's code only on its own settings tab, because all tabs are one page. */
export function LazyKeyForm(props: KeyFormProps) {
  return (
    <LoadWhenSeen fallback={<Skeleton className="h-96 max-w-lg" />}>
      <Form {...props} />
    </LoadWhenSeen>
  )
}
