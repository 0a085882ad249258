'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { whenOnline } from '@/components/ui/when-online'
import type { BrandFormProps } from './brand-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./brand-form')).BrandForm })))

/** The form with its code on its own tab alone: the tabs of the settings are one page. */
export function BrandFormLater(props: BrandFormProps) {
  return (
    <Suspense fallback={<Skeleton className="h-80" />}>
      <Form {...props} />
    </Suspense>
  )
}
