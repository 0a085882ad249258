import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

export default function LoadingReport() {
  return (
    <SkeletonGroup label="Loading the report" className="space-y-6">
      <Skeleton className="h-10 w-72" />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {['count', 'median', 'square foot', 'volume'].map((name) => (
          <Skeleton key={name} className="h-28" />
        ))}
      </div>
      <Skeleton className="h-72 w-full" />
    </SkeletonGroup>
  )
}
