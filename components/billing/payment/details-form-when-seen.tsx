'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { DetailsFormProps } from './details-form'

/** More than a screen, so the form is there before anyone reaches it with the Tab key. */
const FORM_MARGIN_PX = 1_200

const DetailsForm = lazy(whenOnline(async () => ({ default: (await import('./details-form')).DetailsForm })))

/** Loads the form when it is about to be seen: it is far down the page, and few people use it. */
export function DetailsFormWhenSeen(props: DetailsFormProps) {
  const [box, seen] = useSeen<HTMLDivElement>(FORM_MARGIN_PX)
  return (
    <div ref={box} className="min-h-112">
      {seen && (
        <Suspense fallback={<Skeleton className="h-112 w-full" />}>
          <DetailsForm {...props} />
        </Suspense>
      )}
    </div>
  )
}
