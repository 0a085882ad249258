import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

export default function LoadingListings() {
  return (
    <SkeletonGroup label="Loading listings" className="space-y-6">
      <Skeleton className="h-10 w-56" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-72 w-full" />
    </SkeletonGroup>
  )
}
