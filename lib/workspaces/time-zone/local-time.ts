import { TZDate } from '@date-fns/tz'

/** "2026-03-29T09:30" where the agency is, as an instant; a time that the clocks skip is the one after the gap. */
export function instantOf(local: string, timeZone: string): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/[-T:]/).map(Number)
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime())
}
