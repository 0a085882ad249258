'use client'

import { Suspense, use } from 'react'
import type { CreditsSummary } from '@/lib/billing/views'

export type CreditsState =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; summary: CreditsSummary }

type WhenReadProps = {
  /** Streams in after the page; null when they could not be read. */
  credits: Promise<CreditsSummary | null>
  children: (credits: CreditsState) => React.ReactNode
}

/** Draws its children while the credits load, and again when they are there or have failed. */
export function WhenRead(props: WhenReadProps) {
  return (
    <Suspense fallback={props.children({ state: 'loading' })}>
      <Read {...props} />
    </Suspense>
  )
}

function Read({ credits, children }: WhenReadProps) {
  const summary = use(credits)
  return children(summary ? { state: 'ready', summary } : { state: 'failed' })
}
