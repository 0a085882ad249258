'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { EndpointFormProps } from './endpoint-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./endpoint-form')).EndpointForm })))

/** Loads the form's code only on its own settings tab, because all tabs are one page. */
export function LazyEndpointForm(props: EndpointFormProps) {
  return (
    <LoadWhenSeen fallback={<Skeleton className="h-96 max-w-lg" />}>
      <Form {...props} />
    </LoadWhenSeen>
  )
}
