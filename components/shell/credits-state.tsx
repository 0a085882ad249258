'use client'

import { Suspense, use } from 'react'
import type { Soon } from '@/components/ui/loading/settled'
import type { CreditsSummary } from '@/lib/billing/views'

export type CreditsState =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'ready'; summary: CreditsSummary }

type WithCreditsProps = {
  /** If they take long, they stream in after the page; null if they couldn't be read. */
  credits: Soon<CreditsSummary | null>
  children: (credits: CreditsState) => React.ReactNode
}

/** Renders its children while the credits load, and again when they have loaded or failed. */
export function WithCredits(props: WithCreditsProps) {
  const { credits, children } = props
  // React would send what a boundary contains hidden, after the page.
  if ('value' in credits) return children(stateOf(credits.value))
  return (
    <Suspense fallback={children({ state: 'loading' })}>
      <LoadedCredits credits={credits.pending}>{children}</LoadedCredits>
    </Suspense>
  )
}

type LoadedProps = Pick<WithCreditsProps, 'children'> & { credits: Promise<CreditsSummary | null> }

const LoadedCredits = ({ credits, children }: LoadedProps) => children(stateOf(use(credits)))

const stateOf = (summary: CreditsSummary | null): CreditsState =>
  summary ? { state: 'ready', summary } : { state: 'failed' }
