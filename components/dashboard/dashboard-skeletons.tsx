import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

/** The same shape as the loaded content, so the layout doesn’t shift. */
export function BalanceSkeleton() {
  return (
    <SkeletonGroup label="Loading the balance">
      <Card className="grid gap-4">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-12 w-56 max-w-full" />
        <Skeleton className="h-3 w-full" />
        <Skeleton className="h-5 w-2/3" />
      </Card>
    </SkeletonGroup>
  )
}

export function RowsSkeleton({ label, rows }: { label: string; rows: number }) {
  return (
    <SkeletonGroup label={label}>
      <Card className="grid gap-4">
        <Skeleton className="h-5 w-32" />
        {Array.from({ length: rows }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical gray shapes.
          <Skeleton key={i} className="h-11 w-full" />
        ))}
      </Card>
    </SkeletonGroup>
  )
}
