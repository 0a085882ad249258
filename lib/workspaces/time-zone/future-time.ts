import { readMarketNow } from '@/db/product-time'
import { Refusal } from '@/lib/core/errors'
import { instantOf } from './local-time'

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
