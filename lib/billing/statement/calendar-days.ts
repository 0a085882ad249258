import { TZDate } from '@date-fns/tz'

/** Days in the time zone of a workspace, written YYYY-MM-DD. Pure. */

const DAY_MS = 86_400_000

/** The local day of an instant (milliseconds) in a time zone. */
export function localDay(at: number, timeZone: string): string {
  return formatOf(timeZone).format(at).slice(0, 10)
}

/** The share of the local day that has passed at an instant: 0 at midnight, 0.5 at noon. */
export function dayShare(at: number, timeZone: string): number {
  const [hours = 0, minutes = 0] = formatOf(timeZone).format(at).slice(11).split(':').map(Number)
  return (hours * 60 + minutes) / (24 * 60)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The last millisecond of a day in a time zone. */
export function endOfDay(day: string, timeZone: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new TZDate(year, month - 1, date + 1, timeZone).getTime() - 1
}

/** 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay()
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Cached, because creating one takes longer than using it a hundred times. Swedish writes 2026-11-24 13:05. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formats.set(timeZone, made)
  return made
}
