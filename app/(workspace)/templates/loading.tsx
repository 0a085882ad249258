import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

export default function LoadingTemplates() {
  return (
    <SkeletonGroup label="Loading templates" className="space-y-6">
      <Skeleton className="h-10 w-48" />
      <Skeleton className="h-72 w-full" />
    </SkeletonGroup>
  )
}
