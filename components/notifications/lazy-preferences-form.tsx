'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { PreferencesFormProps } from './preferences-form'

const Form = lazy(whenOnline(async () => ({ default: (await import('./preferences-form')).PreferencesForm })))

/**
 * Loads the form's code only on its own settings tab, because all tabs are one page. The form renders once its code has
 * loaded, so nothing is typed into a form that isn't interactive yet.
 */
export function LazyPreferencesForm(props: PreferencesFormProps) {
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
