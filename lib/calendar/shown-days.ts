import { addDays, weekdayOf } from '@/lib/billing/statement/calendar-days'

/** The days that a calendar shows. Pure. Days are YYYY-MM-DD, and weeks begin on Monday. */

export const shownSpans = ['month', 'week'] as const
export type ShownSpan = (typeof shownSpans)[number]

export function shownDays(span: ShownSpan, day: string): string[] {
  const [first, last] = span === 'week' ? [day, day] : [firstOfMonth(day), lastOfMonth(day)]
  const from = addDays(first, -sinceMonday(first))
  const until = addDays(last, 6 - sinceMonday(last))
  const days = [from]
  for (let next = addDays(from, 1); next <= until; next = addDays(next, 1)) days.push(next)
  return days
}

/** The same weekday a week earlier or later, or the first of the previous or next month. */
export function adjacentDay(span: ShownSpan, day: string, step: -1 | 1): string {
  if (span === 'week') return addDays(day, 7 * step)
  return step === 1 ? addDays(lastOfMonth(day), 1) : firstOfMonth(addDays(firstOfMonth(day), -1))
}

const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`

function lastOfMonth(day: string): string {
  const [year = 1970, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

const sinceMonday = (day: string) => (weekdayOf(day) + 6) % 7
