import { TZDate } from '@date-fns/tz'

/** When people read their email: 8 in the morning, as the workspace counts hours. */
const HOUR = 8

/** When the digest of a cycle is sent: the first 8 in the morning there after its end. */
export function digestDueAt(cycleEnd: number, timeZone: string): number {
  const end = new TZDate(cycleEnd, timeZone)
  const morning = (days: number) =>
    new TZDate(end.getFullYear(), end.getMonth(), end.getDate() + days, HOUR, timeZone).getTime()
  return morning(0) >= cycleEnd ? morning(0) : morning(1)
}
