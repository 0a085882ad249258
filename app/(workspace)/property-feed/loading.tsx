import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

export default function LoadingFeed() {
  return (
    <SkeletonGroup label="Loading the property feed" className="space-y-6">
      <Skeleton className="h-10 w-56" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-72 w-full" />
    </SkeletonGroup>
  )
}
