'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatNumber } from '@/lib/core/text/format'
import type { UsageChartData } from './usage-data'

const axis = { tickLine: false, axisLine: false, tick: { fill: 'var(--muted)', fontSize: 12 } } as const

/** Draws what usage-data.ts decided. Arrow keys walk through the days. Loaded only when it comes into view. */
export default function UsageChart({ data, words }: { data: UsageChartData; words: string }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={data.points} margin={{ left: 0, right: 8, top: 8 }} title={words}>
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
        {data.series.map(({ action, label, colour }) => (
          <Bar
            key={action}
            // Action keys have dots in them, which a plain data key would take for a path.
            dataKey={(point: UsageChartData['points'][number]) => point[action] ?? 0}
            name={label}
            stackId="day"
            fill={colour}
            maxBarSize={28}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
