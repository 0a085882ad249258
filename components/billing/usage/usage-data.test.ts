import { expect, it } from 'vitest'
import { sharePercent, usageChartData, usageChartLabel } from './usage-data'

const cycle = { start: '2026-11-01T07:00:00Z', end: '2026-12-01T08:00:00Z', current: true }
const sum = (action: 'report.generate' | 'image.edit', credits: number) => ({
  action,
  label: action,
  credits,
  times: 1,
})

it('R24: usageChartData has a point for every day so far in the workspace time zone, also when clocks change', () => {
  const byDay = [
    { day: '2026-11-02', ...sum('image.edit', 5) },
    { day: '2026-11-02', ...sum('report.generate', 20) },
  ]
  const byAction = [sum('report.generate', 20), sum('image.edit', 5)].map((line) => ({
    ...line,
    feature: '',
    units: 1,
    unit: '',
  }))
  const data = usageChartData({ cycle, byDay, byAction }, 'America/Los_Angeles', '2026-11-04T07:30:00Z')
  expect(data.points).toEqual([
    { day: '2026-11-01', label: 'Nov 1', total: 0 },
    { day: '2026-11-02', label: 'Nov 2', total: 25, 'image.edit': 5, 'report.generate': 20 },
    { day: '2026-11-03', label: 'Nov 3', total: 0 },
  ])
  expect(data.series.map(({ action, color }) => [action, color])).toEqual([
    ['report.generate', 'var(--chart-1)'],
    ['image.edit', 'var(--chart-4)'],
  ])
  expect(usageChartLabel(data)).toBe('Credits used by day: 25 credits in total, most on Nov 2 (25 credits).')
  expect(sharePercent(5, 25)).toBe(20)
})
