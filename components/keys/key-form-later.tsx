'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { whenOnline } from '@/components/ui/when-online'
import type { KeyFormProps } from './key-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./key-form')).KeyForm })))

/** The form with its code on its own tab alone: the tabs of the settings are one page. */
export function KeyFormLater(props: KeyFormProps) {
  return (
    <Suspense fallback={<Skeleton className="h-96 max-w-lg" />}>
      <Form {...props} />
    </Suspense>
  )
}
