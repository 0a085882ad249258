'use client'

import {
  Bar,
  BarChart,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatPrice, shortPrice } from '@/lib/sales/shared/measures'
import { type MonthPoint, type PriceBar, priceAxisUsd } from './chart-data'

/** Renders the data from chart-data.ts. Loaded when the chart comes into view. */

const tick = { fill: 'var(--muted)', fontSize: 12 }
const axis = { tickLine: false, axisLine: false, tick } as const
const tooltip = {
  contentStyle: {
    background: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: '0.5rem',
    color: 'var(--ink)',
    fontSize: 13,
  },
  labelStyle: { color: 'var(--muted)' },
  itemStyle: { color: 'var(--ink)' },
  cursor: { fill: 'var(--sunken)', stroke: 'var(--line)' },
  isAnimationActive: false,
} as const

export function PriceChart({ bars }: { bars: PriceBar[] }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={bars} layout="vertical" margin={{ left: 0, right: 16 }} accessibilityLayer={false}>
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis type="number" allowDecimals={false} {...axis} />
        <YAxis type="category" dataKey="label" width={92} interval={0} {...axis} />
        <Tooltip {...tooltip} formatter={(value) => [String(value), 'Sales']} />
        <Bar dataKey="salesCount" fill="var(--brand)" radius={[0, 4, 4, 0]} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  )
}

type MonthChartProps = { points: MonthPoint[]; adjustedName: string; currency: string }

export function MonthChart({ points, adjustedName, currency }: MonthChartProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={points} margin={{ left: 0, right: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" minTickGap={16} {...axis} />
        <YAxis
          yAxisId="price"
          width={56}
          domain={priceAxisUsd(points)}
          tickFormatter={(price: number) => shortPrice(price, { currency })}
          {...axis}
        />
        <YAxis yAxisId="count" orientation="right" width={32} allowDecimals={false} {...axis} />
        <Tooltip
          {...tooltip}
          formatter={(value, name) => [
            name === 'Sales' ? String(value) : formatPrice(Number(value), { currency }),
            name,
          ]}
        />
        <Bar
          yAxisId="count"
          dataKey="salesCount"
          name="Sales"
          fill="var(--brand)"
          fillOpacity={0.22}
          radius={[4, 4, 0, 0]}
          maxBarSize={48}
          isAnimationActive={false}
        />
        <Line
          yAxisId="price"
          dataKey="medianPriceUsd"
          name="Median price"
          stroke="var(--brass)"
          strokeWidth={2.5}
          dot={{ r: 3.5, fill: 'var(--brass)', strokeWidth: 0 }}
          isAnimationActive={false}
        />
        <Line
          yAxisId="price"
          dataKey="adjustedMedianPriceUsd"
          name={adjustedName}
          stroke="var(--muted)"
          strokeWidth={1.75}
          strokeDasharray="5 4"
          dot={false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}
