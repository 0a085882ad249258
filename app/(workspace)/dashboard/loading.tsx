import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton'

export default function LoadingDashboard() {
  return (
    <SkeletonGroup label="Loading the dashboard" className="grid gap-6">
      <div className="grid gap-2">
        <Skeleton className="h-10 w-64" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <Card className="grid gap-4">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-12 w-56" />
        <Skeleton className="h-3 w-full" />
        <Skeleton className="h-5 w-2/3" />
      </Card>
      <Skeleton className="h-6 w-36" />
      <Skeleton className="h-72 w-full" />
    </SkeletonGroup>
  )
}
