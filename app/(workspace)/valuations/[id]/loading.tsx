import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

export default function LoadingValuation() {
  return (
    <SkeletonGroup label="Loading the valuation" className="space-y-6">
      <Skeleton className="h-10 w-72" />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
      <Skeleton className="h-96 w-full" />
    </SkeletonGroup>
  )
}
