'use client'

import { Suspense, use } from 'react'
import type { CreditsSummary } from '@/lib/billing/views'

export type CreditsState =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; summary: CreditsSummary }

type LoadedCreditsProps = {
  /** Streams in after the page; null if loading failed. */
  credits: Promise<CreditsSummary | null>
  children: (credits: CreditsState) => React.ReactNode
}

/** Renders its children while the credits load, and again once they have loaded or failed. */
export function LoadedCredits(props: LoadedCreditsProps) {
  return (
    <Suspense fallback={props.children({ state: 'loading' })}>
      <ResolvedCredits {...props} />
    </Suspense>
  )
}

function ResolvedCredits({ credits, children }: LoadedCreditsProps) {
  const summary = use(credits)
  return children(summary ? { state: 'ready', summary } : { state: 'failed' })
}
