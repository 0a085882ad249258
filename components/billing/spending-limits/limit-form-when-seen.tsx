'use client'

import { lazy, type ReactNode, Suspense } from 'react'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { LimitFormProps } from './limit-form'

/** More than a screen, so the form is there before anyone reaches it with the Tab key. */
const FORM_MARGIN_PX = 1_200

const LimitForm = lazy(whenOnline(async () => ({ default: (await import('./limit-form')).LimitForm })))
const RequestForm = lazy(whenOnline(async () => ({ default: (await import('./request-form')).RequestForm })))

/** Loads the form when it is about to be seen: limits are far down the page. */
export function LimitFormWhenSeen(props: LimitFormProps) {
  return (
    <WhenSeen>
      <LimitForm {...props} />
    </WhenSeen>
  )
}

/** The same for members, who cannot change the limit but can ask for more. */
export function RequestFormWhenSeen(props: LimitFormProps) {
  return (
    <WhenSeen>
      <RequestForm {...props} />
    </WhenSeen>
  )
}

function WhenSeen({ children }: { children: ReactNode }) {
  const [box, seen] = useSeen<HTMLDivElement>(FORM_MARGIN_PX)
  return (
    <div ref={box} className="min-h-10 min-w-48">
      {seen && <Suspense>{children}</Suspense>}
    </div>
  )
}
