import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton'

/** Shaped like what is coming, so that nothing jumps. */
export function BillingSkeleton() {
  return (
    <SkeletonGroup label="Loading plan and billing" className="grid grid-cols-1 gap-6">
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[2fr_1fr]">
        <Card className="grid gap-4">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-12 w-56" />
          <Skeleton className="h-3 w-full" />
          <Skeleton className="h-5 w-2/3" />
          <Skeleton className="h-12 w-full" />
        </Card>
        <Card className="grid content-start gap-4">
          <Skeleton className="h-5 w-16" />
          <Skeleton className="h-10 w-32" />
          <Skeleton className="h-5 w-full" />
          <Skeleton className="h-10 w-32" />
        </Card>
      </div>
      <Card>
        <Skeleton className="mb-4 h-5 w-28" />
        <div className="grid gap-4 sm:grid-cols-3">
          <Skeleton className="h-44" />
          <Skeleton className="h-44" />
          <Skeleton className="h-44" />
        </div>
      </Card>
    </SkeletonGroup>
  )
}
