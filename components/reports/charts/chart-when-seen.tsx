'use client'

import { lazy } from 'react'
import { ChartPlace } from '@/components/charts/chart-place'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { MonthPoint, PriceBar } from './chart-data'

const load = () => import('./report-charts')
const PriceChart = lazy(whenOnline(async () => ({ default: (await load()).PriceChart })))
const MonthChart = lazy(whenOnline(async () => ({ default: (await load()).MonthChart })))

type Props = { words: string; drawing: React.ReactNode; className?: string } & (
  | { kind: 'price'; bars: PriceBar[] }
  | { kind: 'months'; points: MonthPoint[]; adjustedName: string; currency: string }
)

/** A report chart that replaces its drawing when it comes into view. */
export function ChartWhenSeen(props: Props) {
  const chart =
    props.kind === 'price' ? (
      <PriceChart bars={props.bars} />
    ) : (
      <MonthChart points={props.points} adjustedName={props.adjustedName} currency={props.currency} />
    )
  return (
    <ChartPlace
      words={props.words}
      drawing={props.drawing}
      chart={chart}
      className={props.className ?? 'h-72'}
    />
  )
}
