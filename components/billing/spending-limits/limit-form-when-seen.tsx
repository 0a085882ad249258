'use client'

import { lazy, Suspense } from 'react'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { CapFormProps } from './limit-form'

/** More than a screen, so that nobody who moves by Tab comes to its place before it is there. */
const FORM_MARGIN_PX = 1_200

const CapForm = lazy(whenOnline(async () => ({ default: (await import('./limit-form')).CapForm })))

/** The form is fetched when it is about to be seen: limits are far down the page. */
export function CapFormWhenSeen(props: CapFormProps) {
  const [box, seen] = useSeen<HTMLDivElement>(FORM_MARGIN_PX)
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
