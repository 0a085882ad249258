import {
  BottomLabels,
  Drawing,
  GridLines,
  HEIGHT,
  type Plot,
  roundUp,
  WIDTH,
} from '@/components/charts/frame'
import type { UsageSelection } from '@/lib/billing/statement/usage-breakdown'
import { formatNumber } from '@/lib/core/text/format'
import { type UsageChartData, usageOpacity } from './usage-data'

const PLOT: Plot = { left: 48, right: WIDTH - 8, top: 12, bottom: HEIGHT - 28 }
const MOST_DAY_WORDS = 10

type UsageDrawingProps = { data: UsageChartData; selection: UsageSelection }

/** Credits by day, stacked by action: for print, and until the interactive chart has loaded. */
export function UsageDrawing({ data: { points, series }, selection }: UsageDrawingProps) {
  const most = roundUp(Math.max(1, ...points.map(({ total }) => total)))
  const tall = PLOT.bottom - PLOT.top
  const step = (PLOT.right - PLOT.left) / Math.max(1, points.length)
  const width = Math.min(28, step * 0.8)
  const y = (credits: number) => PLOT.bottom - (credits / most) * tall
  const lines = [0, 0.25, 0.5, 0.75, 1].map((part) => ({
    y: y(part * most),
    words: formatNumber(part * most),
  }))
  return (
    <Drawing>
      <GridLines lines={lines} plot={PLOT} />
      {points.map((point, i) => {
        let below = 0
        return series.map(({ action, color }) => {
          const credits = point[action] ?? 0
          if (credits === 0) return null
          below += credits
          return (
            <rect
              key={`${point.day}:${action}`}
              x={PLOT.left + step * (i + 0.5) - width / 2}
              y={y(below)}
              width={width}
              height={(credits / most) * tall}
              fill={color}
              fillOpacity={usageOpacity(selection, point.day, action)}
            />
          )
        })
      })}
      <BottomLabels words={points.map(({ label }) => label)} plot={PLOT} most={MOST_DAY_WORDS} />
    </Drawing>
  )
}
