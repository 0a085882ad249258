import { TZDate } from '@date-fns/tz'

/** A local time such as "2026-03-29T09:30" as an instant. A time skipped by daylight saving is moved after the gap. */
export function instantOf(local: string, timeZone: string): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/[-T:]/).map(Number)
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime())
}
