'use client'

import { lazy, Suspense } from 'react'
import { useSeen } from '@/components/ui/use-seen'
import type { CapFormProps } from './cap-form'

const CapForm = lazy(async () => ({ default: (await import('./cap-form')).CapForm }))

/** The form is fetched when it is about to be seen: limits are far down the page. */
export function CapFormWhenSeen(props: CapFormProps) {
  const [box, seen] = useSeen<HTMLDivElement>()
  return (
    <div ref={box} className="min-h-10 min-w-48">
      {seen && (
        <Suspense>
          <CapForm {...props} />
        </Suspense>
      )}
    </div>
  )
}
