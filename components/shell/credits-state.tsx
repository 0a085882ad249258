'use client'

import { Suspense, use } from 'react'
import type { CreditsSummary } from '@/lib/billing/views'

export type CreditsState =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; summary: CreditsSummary }

type WithCreditsProps = {
  /** Streams in after the page; null if they couldn't be read. */
  credits: Promise<CreditsSummary | null>
  children: (credits: CreditsState) => React.ReactNode
}

/** Renders its children while the credits load, and again when they have loaded or failed. */
export function WithCredits(props: WithCreditsProps) {
  return (
    <Suspense fallback={props.children({ state: 'loading' })}>
      <LoadedCredits {...props} />
    </Suspense>
  )
}

function LoadedCredits({ credits, children }: WithCreditsProps) {
  const summary = use(credits)
  return children(summary ? { state: 'ready', summary } : { state: 'failed' })
}
