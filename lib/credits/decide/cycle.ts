import { UTCDate } from '@date-fns/utc'
import { addMonths, differenceInMonths } from 'date-fns'

/** A billing cycle: `[start, end)`, in milliseconds since 1970. */
export type Cycle = { start: number; end: number }

/**
 * The boundary `months` months after the anchor. Always counted from the anchor and never from the boundary before,
 * so an anchor on the 31st gives 28 February (29 in a leap year) and then 31 March (R14). In UTC: a boundary is an
 * instant, so daylight saving neither shortens nor lengthens a cycle; screens show it in the workspace's zone.
 */
export function boundaryAfter(anchorAt: number, months: number): number {
  return addMonthsTo(anchorAt, months)
}

export function addMonthsTo(at: number, months: number): number {
  return addMonths(new UTCDate(at), months).getTime()
}

/** The cycle that `at` falls in. Before the anchor it is the first one. */
export function cycleAt(anchorAt: number, at: number): Cycle {
  let months = Math.max(0, differenceInMonths(new UTCDate(at), new UTCDate(anchorAt)))
  // differenceInMonths counts 28 Feb -> 31 Jan style ends its own way; the boundaries decide.
  while (boundaryAfter(anchorAt, months + 1) <= at) months += 1
  while (months > 0 && boundaryAfter(anchorAt, months) > at) months -= 1
  return { start: boundaryAfter(anchorAt, months), end: boundaryAfter(anchorAt, months + 1) }
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const days = new Map<string, string>()
/** Every zone's offset is a whole number of quarter hours, so a day never changes inside one. */
const QUARTER_MS = 15 * 60_000

/** The day `at` falls on in a time zone, as YYYY-MM-DD. Remembered per quarter hour: formatting is slow. */
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
