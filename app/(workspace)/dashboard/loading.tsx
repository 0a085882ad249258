import { BalanceSkeleton, RowsSkeleton } from '@/components/dashboard/dashboard-skeletons'
import { Skeleton } from '@/components/ui/loading/skeleton'

export default function LoadingDashboard() {
  return (
    <>
      <div className="mb-8 grid gap-2">
        <Skeleton className="h-10 w-64" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid gap-6">
          <BalanceSkeleton />
          <RowsSkeleton label="Loading recent work" rows={5} />
        </div>
        <RowsSkeleton label="Loading upcoming campaigns" rows={3} />
      </div>
    </>
  )
}
