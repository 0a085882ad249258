'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { AutoTopUpFormProps } from './auto-top-up-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./auto-top-up-form')).AutoTopUpForm })))

/** Loads the form when someone opens it: most people never do. */
export function AutoTopUpFormWhenSeen(props: AutoTopUpFormProps) {
  return (
    <LoadWhenSeen className="min-h-32" marginPx={0} fallback={<Skeleton className="h-32 w-full" />}>
      <Form {...props} />
    </LoadWhenSeen>
  )
}
