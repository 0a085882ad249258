import { addDays, endOfDay, localDay } from '../statement/calendar-days.ts'
import type { BudgetProjection } from './budget-projection.ts'

/** What planned work takes from each day's balance. Pure. */

/** Work at a known time; `amount` in credits, or in what a limit counts. */
export type PlannedWork = { id: string; at: number; amount: number }

export type DayAhead = {
  /** YYYY-MM-DD, as the workspace counts days. */
  day: string
  /** What the work of the day takes, whether it can be paid or not. */
  planned: number
  /** At the end of the day, if nothing else is spent; null: nothing can be spent any more. */
  left: number | null
  /** A new cycle begins on this day. */
  resets: boolean
  /** Work that cannot be paid when its time comes. */
  unpaid: string[]
}

/** The first work that cannot be paid; `left` null when the plan is over by then. */
type Shortage = { id: string; day: string; needed: number; left: number | null }

export type Ahead = { days: DayAhead[]; shortage: Shortage | null }

type Input = {
  at: number
  timeZone: string
  lastDay: string
  budget: BudgetProjection
  work: readonly PlannedWork[]
}

const MOST_DAYS = 800

/**
 * Day by day from today to `lastDay`. Work that cannot be paid takes nothing, so that a smaller one behind it still can
 * (R11); what is due already counts as of now.
 */
export function daysAhead({ at, timeZone, lastDay, budget, work }: Input): Ahead {
  const waiting = work
    .map((one) => ({ ...one, at: Math.max(one.at, at) }))
    .toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id))
  const days: DayAhead[] = []
  let shortage: Shortage | null = null
  let cycleStart = budget.cycleStartAt(at)
  let day = localDay(at, timeZone)
  for (let next = 0; day <= lastDay && days.length < MOST_DAYS; day = addDays(day, 1)) {
    const end = endOfDay(day, timeZone)
    const ahead: DayAhead = { day, planned: 0, left: null, resets: false, unpaid: [] }
    for (let one = waiting[next]; one && one.at <= end; one = waiting[next]) {
      next += 1
      ahead.planned += one.amount
      const left = budget.leftAt(one.at)
      if (budget.spend(one.at, one.amount)) continue
      ahead.unpaid.push(one.id)
      shortage ??= { id: one.id, day, needed: one.amount, left }
    }
    ahead.left = budget.leftAt(end)
    const endsIn = budget.cycleStartAt(end)
    ahead.resets = endsIn > cycleStart && ahead.left !== null
    cycleStart = endsIn
    days.push(ahead)
  }
  return { days, shortage }
}
