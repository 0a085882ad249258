'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'
import { useSeen } from '@/components/ui/use-seen'
import type { UsageChartData } from './usage-data'

const UsageChart = dynamic(() => import('./usage-chart'), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
})

/** The drawing code is fetched when the chart is about to be seen. */
export function UsageChartWhenSeen({ data, words }: { data: UsageChartData; words: string }) {
  const [box, seen] = useSeen<HTMLDivElement>()
  return (
    <div ref={box} className="h-64 w-full break-inside-avoid">
      {seen && <UsageChart data={data} words={words} />}
    </div>
  )
}
