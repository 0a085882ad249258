'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { EndpointFormProps } from './endpoint-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./endpoint-form')).EndpointForm })))

/** Loads the form's code only on its own settings tab, like the form for API keys. */
export function LazyEndpointForm(props: EndpointFormProps) {
  const [box, seen] = useSeen<HTMLDivElement>(1_200)
  const fallback = <Skeleton className="h-96 max-w-lg" />
  return (
    <div ref={box}>
      {seen ? (
        <Suspense fallback={fallback}>
          <Form {...props} />
        </Suspense>
      ) : (
        fallback
      )}
    </div>
  )
}
