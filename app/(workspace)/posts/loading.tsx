import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

export default function LoadingPosts() {
  return (
    <SkeletonGroup label="Loading posts" className="space-y-6">
      <Skeleton className="h-10 w-48" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-72 w-full" />
    </SkeletonGroup>
  )
}
