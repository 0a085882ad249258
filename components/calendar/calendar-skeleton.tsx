import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

/** Shaped like a month. */
export function CalendarSkeleton() {
  return (
    <SkeletonGroup label="Loading the calendar" className="grid gap-5">
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-10 w-72 max-w-full" />
      <Skeleton className="h-[36rem] w-full" />
    </SkeletonGroup>
  )
}
