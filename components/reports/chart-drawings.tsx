import {
  BottomLabels,
  Drawing,
  GridLines,
  HEIGHT,
  type Plot,
  roundUp,
  WIDTH,
} from '@/components/charts/frame'
import { shortPrice } from '@/lib/sales/shared/measures'
import { type MonthPoint, type PriceBar, priceAxisUsd } from './charts/chart-data'

/** The charts of a report as drawings, for print and until the interactive charts load. */

const MONTHS: Plot = { left: 60, right: WIDTH - 36, top: 12, bottom: HEIGHT - 28 }
const MOST_MONTH_LABELS = 8

export function MonthsDrawing({ points, currency }: { points: MonthPoint[]; currency: string }) {
  const [low, high] = priceAxisUsd(points)
  const mostSales = roundUp(Math.max(1, ...points.map(({ salesCount }) => salesCount)))
  const tall = MONTHS.bottom - MONTHS.top
  const step = (MONTHS.right - MONTHS.left) / Math.max(1, points.length)
  const x = (i: number) => MONTHS.left + step * (i + 0.5)
  const y = (priceUsd: number) => MONTHS.bottom - ((priceUsd - low) / (high - low)) * tall
  const path = (of: (point: MonthPoint) => number | null) => pathOf(points.map(of), x, y)
  const barWidth = Math.min(48, step * 0.7)
  const lines = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const priceUsd = low + part * (high - low)
    return { y: y(priceUsd), words: shortPrice(Math.round(priceUsd), { currency }) }
  })
  return (
    <Drawing>
      <GridLines lines={lines} plot={MONTHS} />
      {points.map(({ label, salesCount }, i) => {
        const height = (salesCount / mostSales) * tall
        return (
          <rect
            key={label}
            x={x(i) - barWidth / 2}
            y={MONTHS.bottom - height}
            width={barWidth}
            height={height}
            fill="var(--brand)"
            fillOpacity={0.22}
          />
        )
      })}
      {[0, 0.5, 1].map((part) => (
        <text key={part} x={MONTHS.right + 8} y={MONTHS.bottom - part * tall + 4}>
          {Math.round(part * mostSales)}
        </text>
      ))}
      <path
        d={path(({ adjustedMedianPriceUsd }) => adjustedMedianPriceUsd)}
        fill="none"
        stroke="var(--muted)"
        strokeWidth={1.75}
        strokeDasharray="5 4"
      />
      <path
        d={path(({ medianPriceUsd }) => medianPriceUsd)}
        fill="none"
        stroke="var(--brass)"
        strokeWidth={2.5}
      />
      {points.map(({ label, medianPriceUsd }, i) =>
        medianPriceUsd === null ? null : (
          <circle key={label} cx={x(i)} cy={y(medianPriceUsd)} r={3.5} fill="var(--brass)" />
        ),
      )}
      <BottomLabels words={points.map(({ label }) => label)} plot={MONTHS} most={MOST_MONTH_LABELS} />
    </Drawing>
  )
}

/** A line through the values, with gaps where there is none. */
function pathOf(values: (number | null)[], x: (i: number) => number, y: (value: number) => number): string {
  return values
    .map((value, i) => {
      if (value === null) return ''
      const before = values[i - 1] ?? null
      return `${before === null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join('')
}

const PRICES: Plot = { left: 104, right: WIDTH - 20, top: 4, bottom: HEIGHT - 28 }

export function PricesDrawing({ bars }: { bars: PriceBar[] }) {
  const most = roundUp(Math.max(1, ...bars.map(({ salesCount }) => salesCount)))
  const step = (PRICES.bottom - PRICES.top) / Math.max(1, bars.length)
  const x = (salesCount: number) => PRICES.left + (salesCount / most) * (PRICES.right - PRICES.left)
  return (
    <Drawing>
      {[0, 0.25, 0.5, 0.75, 1].map((part) => (
        <g key={part}>
          <line
            x1={x(part * most)}
            x2={x(part * most)}
            y1={PRICES.top}
            y2={PRICES.bottom}
            stroke="var(--line)"
          />
          <text x={x(part * most)} y={PRICES.bottom + 18} textAnchor="middle">
            {Math.round(part * most)}
          </text>
        </g>
      ))}
      {bars.map(({ label, salesCount }, i) => (
        <g key={label}>
          <text x={PRICES.left - 8} y={PRICES.top + step * (i + 0.5) + 4} textAnchor="end">
            {label}
          </text>
          <rect
            x={PRICES.left}
            y={PRICES.top + step * (i + 0.12)}
            width={x(salesCount) - PRICES.left}
            height={step * 0.76}
            fill="var(--brand)"
          />
        </g>
      ))}
    </Drawing>
  )
}
