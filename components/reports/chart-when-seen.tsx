'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'
import { useSeen } from '@/components/ui/use-seen'
import type { MonthPoint, PriceBar } from './chart-data'

const PriceChart = dynamic(() => import('./report-charts').then((charts) => charts.PriceChart), {
  ssr: false,
  loading: Waiting,
})
const MonthChart = dynamic(() => import('./report-charts').then((charts) => charts.MonthChart), {
  ssr: false,
  loading: Waiting,
})

function Waiting() {
  return <Skeleton className="h-full w-full" />
}

type Props = { words: string } & (
  | { kind: 'price'; bars: PriceBar[] }
  | { kind: 'months'; points: MonthPoint[] }
)

/** The drawing code is fetched when the chart is about to be seen. Its table twin says the same in words. */
export function ChartWhenSeen(props: Props) {
  const [box, seen] = useSeen<HTMLDivElement>()
  return (
    <div ref={box} role="img" aria-label={props.words} className="h-72 w-full break-inside-avoid">
      {seen &&
        (props.kind === 'price' ? <PriceChart bars={props.bars} /> : <MonthChart points={props.points} />)}
    </div>
  )
}
