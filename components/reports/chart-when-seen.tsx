'use client'

import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { useSeen } from '@/components/ui/use-seen'
import type { MonthPoint, PriceBar } from './chart-data'

const load = () => import('./report-charts')
const PriceChart = lazy(async () => ({ default: (await load()).PriceChart }))
const MonthChart = lazy(async () => ({ default: (await load()).MonthChart }))

type Props = { words: string } & (
  | { kind: 'price'; bars: PriceBar[] }
  | { kind: 'months'; points: MonthPoint[]; adjustedName: string }
)

/** The drawing code is fetched when the chart is about to be seen. Its table twin says the same in words. */
export function ChartWhenSeen(props: Props) {
  const [box, seen] = useSeen<HTMLDivElement>()
  return (
    <div ref={box} role="img" aria-label={props.words} className="h-72 w-full break-inside-avoid">
      {seen && (
        <Suspense fallback={<Skeleton className="h-full w-full" />}>
          {props.kind === 'price' ? (
            <PriceChart bars={props.bars} />
          ) : (
            <MonthChart points={props.points} adjustedName={props.adjustedName} />
          )}
        </Suspense>
      )}
    </div>
  )
}
