'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { BrandFormProps } from './brand-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./brand-form')).BrandForm })))

/** Loads the form's code only on its own settings tab, because all tabs are one page. */
export function LazyBrandForm(props: BrandFormProps) {
  return (
    <LoadWhenSeen fallback={<Skeleton className="h-80" />}>
      <Form {...props} />
    </LoadWhenSeen>
  )
}
