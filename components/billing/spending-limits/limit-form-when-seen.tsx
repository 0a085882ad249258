'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { LimitFormProps } from './limit-form'

/** Each row reserves the space of its form. */
const ROW = 'min-h-10 min-w-48'

const LimitForm = lazy(whenOnline(async () => ({ default: (await import('./limit-form')).LimitForm })))
const RequestForm = lazy(whenOnline(async () => ({ default: (await import('./request-form')).RequestForm })))

/** Loads the form when it is about to be seen: limits are far down the page. */
export function LimitFormWhenSeen(props: LimitFormProps) {
  return (
    <LoadWhenSeen className={ROW}>
      <LimitForm {...props} />
    </LoadWhenSeen>
  )
}

/** The same for members, who cannot change the limit but can ask for more. */
export function RequestFormWhenSeen(props: LimitFormProps) {
  return (
    <LoadWhenSeen className={ROW}>
      <RequestForm {...props} />
    </LoadWhenSeen>
  )
}
