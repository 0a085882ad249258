import { Suspense } from 'react'
import { CardBoundary } from './card-boundary'

type PartProps = { what: string; loading: React.ReactNode; children: React.ReactNode }

/** A part of a page that streams in, and fails, by itself. */
export function Part({ what, loading, children }: PartProps) {
  return (
    <CardBoundary what={what}>
      <Suspense fallback={loading}>{children}</Suspense>
    </CardBoundary>
  )
}
