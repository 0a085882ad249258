'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { BrandFormProps } from './brand-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./brand-form')).BrandForm })))

/**
 * The form with its code on its own tab alone: the tabs of the settings are one page. It is drawn when its code is there,
 * so that nothing is typed into a form that does not listen yet.
 */
export function BrandFormLater(props: BrandFormProps) {
  const [box, seen] = useSeen<HTMLDivElement>(1_200)
  const waiting = <Skeleton className="h-80" />
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
