'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { DetailsFormProps } from './details-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./details-form')).DetailsForm })))

/** Loads the form when it is about to be seen: it is far down the page, and few people use it. */
export function DetailsFormWhenSeen(props: DetailsFormProps) {
  return (
    <LoadWhenSeen className="min-h-112" fallback={<Skeleton className="h-112 w-full" />}>
      <Form {...props} />
    </LoadWhenSeen>
  )
}
