import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

/** Shown while the code of the preview and then its numbers from Stripe are loading. */
export function PreviewSkeleton() {
  return (
    <SkeletonGroup label="Loading the cost of this change" className="grid gap-3">
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-10" />
    </SkeletonGroup>
  )
}
