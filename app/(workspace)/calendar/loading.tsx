import { CalendarSkeleton } from '@/components/calendar/calendar-skeleton'
import { Skeleton } from '@/components/ui/loading/skeleton'

export default function LoadingCalendar() {
  return (
    <>
      <div className="mb-8 grid gap-2">
        <Skeleton className="h-10 w-48" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <CalendarSkeleton />
    </>
  )
}
