import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'

const DAY_SECONDS = 86_400
/** Work scheduled beyond these runs at the next daily stop. */
const MAX_MOMENTS = 200

/**
 * The stops between two offsets, in total seconds skipped: each whole day, the second after each time for which a campaign,
 * a recurring report or a post is scheduled, and the end. In order; at most one stop per day and 200 more.
 */
export async function listStops(fromSeconds: number, untilSeconds: number): Promise<number[]> {
  const days = Math.floor((untilSeconds - fromSeconds) / DAY_SECONDS)
  const stops = Array.from({ length: days }, (_, day) => fromSeconds + (day + 1) * DAY_SECONDS)
  const moments = await scheduledWithin(untilSeconds - fromSeconds)
  const all = [...stops, ...moments.map((seconds) => fromSeconds + seconds), untilSeconds]
  return [...new Set(all.filter((stop) => stop <= untilSeconds))].toSorted((a, b) => a - b)
}

/** When scheduled work is due, in seconds from now. Work in the same minute shares one stop. */
async function scheduledWithin(seconds: number): Promise<number[]> {
  const rows = await system().execute<{ seconds: number }>(sql`
    select distinct ceil(extract(epoch from date_trunc('minute', at) - ${marketNow}))::int + 60 as seconds
    from (
      select scheduled_at as at from campaigns where status = 'scheduled'
      union all select scheduled_at from posts where status = 'scheduled'
      union all select next_run_at from recurring_reports where status = 'active'
    ) due
    where at > ${marketNow} and at < ${marketNow} + make_interval(secs => ${seconds})
    order by 1 limit ${MAX_MOMENTS}`)
  return rows.map((row) => row.seconds)
}
