'use client'

import { useCallback, useEffect, useMemo, useRef } from 'react'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Rectangle,
  ResponsiveContainer,
  Tooltip,
  useActiveTooltipLabel,
  XAxis,
  YAxis,
} from 'recharts'
import type { UsageSelection } from '@/lib/billing/statement/usage-breakdown'
import { formatNumber } from '@/lib/core/text/format'
import { type UsageChartData, usageOpacity } from './usage-data'

const axis = { tickLine: false, axisLine: false, tick: { fill: 'var(--muted)', fontSize: 12 } } as const

type Point = UsageChartData['points'][number]
type UsageChartProps = {
  data: UsageChartData
  selection: UsageSelection
  words: string
  onSelectDay: (day: string) => void
}

/**
 * Draws the data of usage-data.ts. Arrow keys move through the days, and Enter, Space or a click selects one. Loaded only
 * when it is about to be seen.
 */
export default function UsageChart({ data, selection, words, onSelectDay }: UsageChartProps) {
  const active = useRef<string | null>(null)
  const rememberActive = useCallback((label: string | null) => {
    active.current = label
  }, [])
  // The same functions in every render: the chart takes a new one for a new series.
  const bars = useMemo(
    () =>
      data.series.map(({ action, label, color }) => ({
        action,
        label,
        color,
        // Action keys contain dots, which a plain data key would read as a path.
        creditsOf: (point: Point) => point[action] ?? 0,
        shape: (bar: React.ComponentProps<typeof Rectangle> & { payload?: Point }) => (
          <Rectangle {...bar} fillOpacity={usageOpacity(selection, bar.payload?.day ?? '', action)} />
        ),
      })),
    [data.series, selection],
  )
  const select = (label: unknown) => {
    const point = data.points.find((one) => one.label === label)
    if (point) onSelectDay(point.day)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the chart inside receives the focus and these keys.
    <div
      className="h-full cursor-pointer"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        select(active.current)
      }}
    >
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={data.points}
          margin={{ left: 0, right: 8, top: 8 }}
          title={words}
          desc="Use the arrow keys to move through the days and Enter to select one."
          onClick={({ activeLabel }) => select(activeLabel)}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="label" minTickGap={24} {...axis} />
          <YAxis width={44} allowDecimals={false} tickFormatter={formatNumber} {...axis} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--sunken)' }}
            contentStyle={{
              background: 'var(--raised)',
              border: '1px solid var(--line)',
              borderRadius: '0.5rem',
              color: 'var(--ink)',
              fontSize: 13,
            }}
            labelStyle={{ color: 'var(--muted)' }}
            itemStyle={{ color: 'var(--ink)' }}
            formatter={(value, name) => [formatNumber(Number(value)), name]}
          />
          {bars.map(({ action, label, color, creditsOf, shape }) => (
            <Bar
              key={action}
              dataKey={creditsOf}
              name={label}
              stackId="day"
              fill={color}
              maxBarSize={28}
              isAnimationActive={false}
              shape={shape}
            />
          ))}
          <ActiveDay onChange={rememberActive} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}

/** Tells the chart which day the arrow keys reached. */
function ActiveDay({ onChange }: { onChange: (label: string | null) => void }) {
  const label = useActiveTooltipLabel()
  useEffect(() => onChange(label === undefined ? null : String(label)), [label, onChange])
  return null
}
