import { UTCDate } from '@date-fns/utc'
import { addMonths, differenceInMonths } from 'date-fns'

/** A billing cycle: `[start, end)`, in milliseconds since 1970. */
export type Cycle = { start: number; end: number }

/**
 * The boundary `months` months after the anchor. Always counted from the anchor, never from the previous boundary, so
 * an anchor on the 31st gives Feb 28 (29 in a leap year) and then Mar 31 (R14). In UTC: a boundary is an instant, so
 * daylight saving time doesn't change the length of a cycle. Screens show it in the workspace's time zone.
 */
export function boundaryAfter(anchorAt: number, months: number): number {
  return addMonthsTo(anchorAt, months)
}

export function addMonthsTo(at: number, months: number): number {
  return addMonths(new UTCDate(at), months).getTime()
}

/** The cycle that contains `at`. Any time before the anchor belongs to the first cycle. */
export function cycleAt(anchorAt: number, at: number): Cycle {
  let months = Math.max(0, differenceInMonths(new UTCDate(at), new UTCDate(anchorAt)))
  // differenceInMonths has its own rule for month ends (Jan 31 to Feb 28), so compare with our boundaries.
  while (boundaryAfter(anchorAt, months + 1) <= at) months += 1
  while (months > 0 && boundaryAfter(anchorAt, months) > at) months -= 1
  return { start: boundaryAfter(anchorAt, months), end: boundaryAfter(anchorAt, months + 1) }
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const days = new Map<string, string>()
/** Every time zone's offset is a multiple of 15 minutes, so the day never changes within a quarter hour. */
const QUARTER_MS = 15 * 60_000

/** The calendar day of `at` in a time zone, as YYYY-MM-DD. Cached per quarter hour because formatting is slow. */
export function dayOf(at: number, timeZone: string): string {
  const slot = `${timeZone} ${Math.floor(at / QUARTER_MS)}`
  const known = days.get(slot)
  if (known) return known
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  const day = formatter.format(at)
  if (days.size > 5_000) days.clear()
  days.set(slot, day)
  return day
}
