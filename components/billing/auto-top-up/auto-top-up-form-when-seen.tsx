'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { AutoTopUpFormProps } from './auto-top-up-form'

const AutoTopUpForm = lazy(
  whenOnline(async () => ({ default: (await import('./auto-top-up-form')).AutoTopUpForm })),
)

/** The form is fetched when someone opens it: most people never do. */
export function AutoTopUpFormWhenSeen(props: AutoTopUpFormProps) {
  const [box, seen] = useSeen<HTMLDivElement>()
  return (
    <div ref={box} className="min-h-32">
      {seen && (
        <Suspense fallback={<Skeleton className="h-32 w-full" />}>
          <AutoTopUpForm {...props} />
        </Suspense>
      )}
    </div>
  )
}
