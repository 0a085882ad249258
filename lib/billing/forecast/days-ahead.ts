import { addDays, endOfDay, localDay } from '../statement/calendar-days.ts'
import type { BudgetProjection } from './budget-projection.ts'

/** How planned work reduces the balance day by day. Pure. */

/** Work at a known time; `amount` in credits, or in the units of a limit. */
export type PlannedWork = { id: string; at: number; amount: number }

export type DayAhead = {
  /** YYYY-MM-DD in the time zone of the workspace. */
  day: string
  /** The amount of the day's work, whether or not it can be paid. */
  planned: number
  /** At the end of the day, if nothing else is spent; null: nothing can be spent anymore. */
  left: number | null
  /** A new cycle starts on this day. */
  resets: boolean
  /** Work that cannot be paid at its time. */
  unpaid: string[]
}

/** The first work that cannot be paid; `left` is null when the plan has ended by then. */
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
 * Day by day from today to `lastDay`. Work that cannot be paid spends nothing, so smaller work after it still can (R11).
 * Work that is already due counts as of now.
 */
export function projectDays({ at, timeZone, lastDay, budget, work }: Input): Ahead {
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
