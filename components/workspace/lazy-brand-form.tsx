'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { BrandFormProps } from './brand-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./brand-form')).BrandForm })))

/**
 * Loads the form's code only on its own settings tab, because all tabs are one page. The form renders once its code has
 * loaded, so nothing is typed into a form that isn't interactive yet.
 */
export function LazyBrandForm(props: BrandFormProps) {
  const [box, seen] = useSeen<HTMLDivElement>(1_200)
  const fallback = <Skeleton className="h-80" />
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
