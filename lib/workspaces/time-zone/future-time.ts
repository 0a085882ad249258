import { TZDate } from '@date-fns/tz'
import { readMarketNow } from '@/db/product-time'
import { Refusal } from '@/lib/core/errors'

const LATEST_DAYS = 366
const DAY_MS = 86_400_000

/** A local time in the workspace's zone as an instant, which must be in the future. @throws Refusal `time.past` */
export async function futureTime(sendAt: string, timeZone: string): Promise<Date> {
  const at = instantOf(sendAt, timeZone)
  const now = (await readMarketNow()).getTime()
  if (!(at.getTime() > now && at.getTime() < now + LATEST_DAYS * DAY_MS)) {
    throw new Refusal('time.past', 'Choose a time in the future, within a year.')
  }
  return at
}

/** A local time such as "2026-03-29T09:30" as an instant. A time skipped by daylight saving is moved after the gap. */
export function instantOf(local: string, timeZone: string): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/[-T:]/).map(Number)
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime())
}
