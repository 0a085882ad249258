'use client'

import { lazy } from 'react'
import { LoadWhenSeen } from '@/components/ui/loading/load-when-seen'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { RequestFormProps } from './request-form'

const RequestForm = lazy(whenOnline(async () => ({ default: (await import('./request-form')).RequestForm })))

/** Loads the form when it is about to be seen, in the space it needs. */
export function RequestFormWhenSeen(props: RequestFormProps) {
  return (
    <LoadWhenSeen className="min-h-38 sm:min-h-16">
      <RequestForm {...props} />
    </LoadWhenSeen>
  )
}
