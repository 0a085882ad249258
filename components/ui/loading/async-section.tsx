import { Suspense } from 'react'
import { CardBoundary } from './card-boundary'

type AsyncSectionProps = { what: string; loading: React.ReactNode; children: React.ReactNode }

/** A section of a page that streams in and fails independently. */
export function AsyncSection({ what, loading, children }: AsyncSectionProps) {
  return (
    <CardBoundary what={what}>
      <Suspense fallback={loading}>{children}</Suspense>
    </CardBoundary>
  )
}
