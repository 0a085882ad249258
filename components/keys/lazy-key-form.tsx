'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { KeyFormProps } from './key-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./key-form')).KeyForm })))

/**
 * The form with its code on its own tab alone: the tabs of the settings are one page. It is drawn when its code is there,
 * so that nothing is typed into a form that does not listen yet.
 */
export function KeyFormLater(props: KeyFormProps) {
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
