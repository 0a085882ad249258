'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { useSeen } from '@/components/ui/use-seen'
import type { UsageChartData } from './usage-data'

const UsageChart = lazy(() => import('./usage-chart'))

/** The drawing code is fetched when the chart is about to be seen. */
export function UsageChartWhenSeen({ data, words }: { data: UsageChartData; words: string }) {
  const [box, seen] = useSeen<HTMLDivElement>()
  return (
    <div ref={box} className="h-64 w-full break-inside-avoid">
      {seen && (
        <Suspense fallback={<Skeleton className="h-full w-full" />}>
          <UsageChart data={data} words={words} />
        </Suspense>
      )}
    </div>
  )
}
