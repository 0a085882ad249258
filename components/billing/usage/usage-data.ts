import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { UsageBreakdown, UsageSelection } from '@/lib/billing/statement/usage-breakdown'
import { formatCredits, formatDay } from '@/lib/core/text/format'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'

/** The data of the usage chart and its table; the drawing is elsewhere. */

type UsagePoint = { day: string; label: string; total: number } & Partial<Record<ActionKey, number>>
type UsageSeries = { action: ActionKey; label: string; color: string }
export type UsageChartData = { points: UsagePoint[]; series: UsageSeries[] }

const MOST_DAYS = 62

/** A point for every day of the cycle so far, including idle days, and a series for every action that was used. */
export function usageChartData(
  { cycle, byDay, byAction }: Pick<UsageBreakdown, 'cycle' | 'byDay' | 'byAction'>,
  timeZone: string,
  asOf: string,
): UsageChartData {
  const used = new Set(byAction.map(({ action }) => action))
  const points = new Map(daysOf(cycle, timeZone, asOf).map((day) => [day, pointOf(day)]))
  for (const { day, action, credits } of byDay) {
    const point = points.get(day) ?? pointOf(day)
    point[action] = (point[action] ?? 0) + credits
    point.total += credits
    points.set(day, point)
  }
  return {
    points: [...points.values()].toSorted((a, b) => a.day.localeCompare(b.day)),
    series: actionKeys
      .map((action, i) => ({ action, label: actionLabels[action].label, color: `var(--chart-${i + 1})` }))
      .filter(({ action }) => used.has(action)),
  }
}

const pointOf = (day: string): UsagePoint => ({ day, label: formatDay(day, 'UTC'), total: 0 })

function daysOf({ start, end }: UsageBreakdown['cycle'], timeZone: string, asOf: string): string[] {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone })
  const lastAt = Math.min(Date.parse(asOf), Date.parse(end) - 1)
  const last = local.format(lastAt)
  const days: string[] = []
  let at = Date.parse(local.format(new Date(start)))
  for (; days.length < MOST_DAYS; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    if (day > last) break
    days.push(day)
  }
  return days
}

/** A text alternative of the chart. */
export function usageChartLabel({ points }: UsageChartData): string {
  const total = points.reduce((sum, point) => sum + point.total, 0)
  const most = points.reduce<UsagePoint | null>(
    (best, point) => (best && best.total >= point.total ? best : point),
    null,
  )
  if (!most || most.total === 0) return 'Credits used by day: none'
  return `Credits used by day: ${formatCredits(total)} in total, most on ${most.label} (${formatCredits(most.total)}).`
}

const FADED = 0.25

/** A part of the chart that is not selected is faded. */
export const usageOpacity = (selection: UsageSelection, day: string, action: ActionKey): number =>
  (selection.day ?? day) === day && (selection.action ?? action) === action ? 1 : FADED

export function sharePercent(credits: number, total: number): number {
  return total > 0 ? Math.round((credits / total) * 100) : 0
}
