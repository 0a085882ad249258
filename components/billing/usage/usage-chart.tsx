'use client'

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatNumber } from '@/lib/core/text/format'
import type { UsageChartData } from './usage-data'

const axis = { tickLine: false, axisLine: false, tick: { fill: 'var(--muted)', fontSize: 12 } } as const

/** Draws the data of usage-data.ts. Arrow keys move through the days. Loaded only when it is about to be seen. */
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
        {data.series.map(({ action, label, color }) => (
          <Bar
            key={action}
            // Action keys contain dots, which a plain data key would read as a path.
            dataKey={(point: UsageChartData['points'][number]) => point[action] ?? 0}
            name={label}
            stackId="day"
            fill={color}
            maxBarSize={28}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
