import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

/** The skeleton of a list of paid work. */
export function LibraryLoading({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="space-y-6">
      <Skeleton className="h-10 w-48" />
      <Skeleton className="h-72 w-full" />
    </SkeletonGroup>
  )
}
