import { localDay } from '@/lib/billing/statement/calendar-days'
import { instantOf } from '@/lib/workspaces/time-zone/future-time'

/** When a recurring report runs. Pure. Days are at most 28, so every month has them. */
export type Rhythm = { dayOfMonth: number; timeOfDay: string }

/** The first time after `after` (milliseconds), in the workspace's time zone. */
export function nextRun({ dayOfMonth, timeOfDay }: Rhythm, after: number, timeZone: string): Date {
  const [year = 0, month = 1] = localDay(after, timeZone).split('-').map(Number)
  const inMonth = (ahead: number): Date => {
    const first = new Date(Date.UTC(year, month - 1 + ahead, 1)).toISOString().slice(0, 7)
    return instantOf(`${first}-${String(dayOfMonth).padStart(2, '0')}T${timeOfDay}`, timeZone)
  }
  const soon = inMonth(0)
  return soon.getTime() > after ? soon : inMonth(1)
}

/** The month of a run: its first day in the workspace's time zone. */
export const monthOfRun = (at: Date, timeZone: string): string =>
  `${localDay(at.getTime(), timeZone).slice(0, 7)}-01`
