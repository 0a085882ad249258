import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

/** While Stripe is asked, and before that while the code of the preview is fetched. */
export function PreviewSkeleton() {
  return (
    <SkeletonGroup label="Asking Stripe what the change would cost" className="grid gap-3">
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-5" />
      <Skeleton className="h-10" />
    </SkeletonGroup>
  )
}
