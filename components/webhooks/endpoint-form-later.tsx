'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { EndpointFormProps } from './endpoint-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./endpoint-form')).EndpointForm })))

/** The form with its code on its own tab alone, like that of API keys. */
export function EndpointFormLater(props: EndpointFormProps) {
  const [box, seen] = useSeen<HTMLDivElement>(1_200)
  const waiting = <Skeleton className="h-96 max-w-lg" />
  return (
    <div ref={box}>
      {seen ? (
        <Suspense fallback={waiting}>
          <Form {...props} />
        </Suspense>
      ) : (
        waiting
      )}
    </div>
  )
}
