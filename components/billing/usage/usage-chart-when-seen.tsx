'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { lazy, useTransition } from 'react'
import { ChartPlace } from '@/components/charts/chart-place'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { UsageSelection } from '@/lib/billing/statement/usage-breakdown'
import type { UsageChartData } from './usage-data'

const UsageChart = lazy(whenOnline(() => import('./usage-chart')))

type Props = {
  data: UsageChartData
  selection: UsageSelection
  words: string
  drawing: React.ReactNode
}

/** Replaces the static drawing with the interactive chart when it is about to be seen. */
export function UsageChartWhenSeen({ data, selection, words, drawing }: Props) {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const [, start] = useTransition()
  const selectDay = (day: string) => {
    const next = new URLSearchParams(search)
    if (selection.day === day) next.delete('usageDay')
    else next.set('usageDay', day)
    start(() => router.push(`${pathname}?${next}`, { scroll: false }))
  }
  return (
    <ChartPlace
      words={words}
      drawing={drawing}
      chart={<UsageChart data={data} selection={selection} words={words} onSelectDay={selectDay} />}
      namesItself
      className="h-64"
    />
  )
}
