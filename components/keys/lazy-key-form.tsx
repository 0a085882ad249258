'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { KeyFormProps } from './key-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./key-form')).KeyForm })))

/**
 * Loads the form's code only on its own settings tab, because all tabs are one page. The form renders once its code has
 * loaded, so nothing is typed into a form that isn't interactive yet.
 */
export function LazyKeyForm(props: KeyFormProps) {
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
