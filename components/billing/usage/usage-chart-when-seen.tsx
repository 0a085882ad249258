'use client'

import { lazy } from 'react'
import { ChartPlace } from '@/components/charts/chart-place'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { UsageChartData } from './usage-data'

const UsageChart = lazy(whenOnline(() => import('./usage-chart')))

type Props = { data: UsageChartData; words: string; drawing: React.ReactNode }

/** Replaces the static drawing with the interactive chart when it is about to be seen. */
export function UsageChartWhenSeen({ data, words, drawing }: Props) {
  return (
    <ChartPlace
      words={words}
      drawing={drawing}
      chart={<UsageChart data={data} words={words} />}
      namesItself
      className="h-64"
    />
  )
}
