import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'
import type { CreditsSummary } from '@/lib/billing/views'

/** Each is as tall as the card that replaces it, so the layout does not shift. */

type LoadingCardProps = { label: string; title: string; children: React.ReactNode }

function LoadingCard({ label, title, children }: LoadingCardProps) {
  return (
    <Card>
      <SkeletonGroup label={label}>
        <Skeleton className={cn('h-5', title)} />
        <Skeleton className="mt-2 mb-4 h-4 w-72 max-w-full" />
        {children}
      </SkeletonGroup>
    </Card>
  )
}

function Tiles({ count, height }: { count: number; height: string }) {
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: gray shapes, all alike.
        <Skeleton key={i} className={height} />
      ))}
    </div>
  )
}

function Rows({ count }: { count: number }) {
  return (
    <div className="grid gap-4 pt-2">
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: gray shapes, all alike.
        <Skeleton key={i} className="h-7" />
      ))}
    </div>
  )
}

export function ExplainSkeleton() {
  return (
    <LoadingCard label="Loading the balance calculation" title="w-56">
      <Skeleton className="h-96" />
    </LoadingCard>
  )
}

/** Shown while Stripe calculates the price of an upgrade. */
export function CoverSkeleton() {
  return (
    <SkeletonGroup label="Comparing packs and plans" className="mt-5 grid gap-3 border-t border-line pt-4">
      <Skeleton className="h-5 w-64 max-w-full" />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <Skeleton className="h-48" />
        <Skeleton className="h-48" />
      </div>
    </SkeletonGroup>
  )
}

export function OffersSkeleton({ summary }: { summary: Pick<CreditsSummary, 'meters'> }) {
  return (
    <div className="grid grid-cols-1 gap-6">
      {!summary.meters && (
        <LoadingCard label="Loading packs" title="w-28">
          <Tiles count={3} height="h-46" />
        </LoadingCard>
      )}
      <LoadingCard label="Loading plans" title="w-16">
        <Skeleton className="h-112" />
      </LoadingCard>
    </div>
  )
}

export function AutoTopUpSkeleton() {
  return (
    <LoadingCard label="Loading auto top-up" title="w-28">
      <Skeleton className="h-6 w-40" />
    </LoadingCard>
  )
}

export function UsageSkeleton() {
  return (
    <LoadingCard label="Loading credit usage" title="w-48">
      <Skeleton className="h-64" />
      <Skeleton className="mt-4 h-8" />
      <Skeleton className="mt-12 h-240" />
    </LoadingCard>
  )
}

export function StatementSkeleton() {
  return (
    <LoadingCard label="Loading the statement" title="w-24">
      <Rows count={50} />
    </LoadingCard>
  )
}

export function RecordsSkeleton() {
  return (
    <LoadingCard label="Loading invoices" title="w-40">
      <Rows count={4} />
    </LoadingCard>
  )
}

export function DetailsSkeleton() {
  return (
    <LoadingCard label="Loading billing details" title="w-40">
      <Skeleton className="h-112" />
    </LoadingCard>
  )
}
