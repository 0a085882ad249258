import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { startDueCampaigns } from '@/lib/campaigns/sending/start-due'
import { log } from '@/lib/core/logging/log'
import { sweepNotices } from '@/lib/notifications/sweep-notices'
import { sweepPosts } from '@/lib/posts/targets/send-post'
import { followTime } from './follow-time.ts'

const POLL_MS = 100
/** What takes longer is finished at the time that it is then. */
const LONGEST_WAIT_MS = 5_000

/**
 * Lets what is due now happen before time moves on: renewals, campaigns, posts, and the notifications of the day. Waits
 * for emails and posts that go out, but no longer than `waitMs` and five seconds. Answers how long it waited, in ms.
 */
export async function playMoment(waitMs: number): Promise<number> {
  for (const step of [followTime, startDueCampaigns, sweepPosts, sweepNotices]) {
    // What fails here is tried again by its job.
    await step().catch((error) => log.warn({ err: error }, 'a step of a skipped day failed'))
  }
  const most = Math.min(waitMs, LONGEST_WAIT_MS)
  let waited = 0
  while (waited < most && (await isSending())) {
    await wait(POLL_MS)
    waited += POLL_MS
  }
  return waited
}

/** Whether something that fell due within the last hour is on its way. */
async function isSending(): Promise<boolean> {
  const recent = sql`between ${marketNow} - interval '1 hour' and ${marketNow}`
  const [row] = await system().execute<{ sending: boolean }>(sql`
    select exists (select from campaigns where status in ('queued', 'running') and scheduled_at ${recent})
      or exists (select from post_deliveries where status = 'waiting' and attempts = 0 and created_at ${recent}) as sending`)
  return row?.sending ?? false
}
