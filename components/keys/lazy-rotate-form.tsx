'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { RotateFormProps } from './rotate-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./rotate-form')).RotateForm })))

/** Loads the form's code when someone opens it. */
export function LazyRotateForm(props: RotateFormProps) {
  return (
    <LoadWhenSeen fallback={<Skeleton className="mt-3 h-36 max-w-lg" />}>
      <Form {...props} />
    </LoadWhenSeen>
  )
}
