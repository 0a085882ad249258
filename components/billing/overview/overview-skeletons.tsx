'use client'

import { Card } from '@/components/ui/card'
import { Skeleton, SkeletonGroup } from '@/components/ui/loading/skeleton'

/** As tall as the advice card. */
export function AdviceSkeleton() {
  return (
    <Card className="min-h-46 max-sm:min-h-38 max-sm:p-3">
      <SkeletonGroup label="Loading the recommendation" className="grid gap-3">
        <Skeleton className="h-4 w-32" />
        <Skeleton className="h-6 w-72 max-w-full" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </SkeletonGroup>
    </Card>
  )
}

/** As tall as the lines of the next charge and the last invoice. */
export function ChargesSkeleton() {
  return (
    <div>
      <dt className="sr-only">Charges</dt>
      <dd>
        <SkeletonGroup label="Loading the next charge" className="grid gap-1">
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
        </SkeletonGroup>
      </dd>
    </div>
  )
}
