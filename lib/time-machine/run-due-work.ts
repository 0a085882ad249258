import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { startDueCampaigns } from '@/lib/campaigns/sending/sweeps/start-due'
import { log } from '@/lib/core/logging/log'
import { sweepNotices } from '@/lib/notifications/watch/sweep-notices'
import { sweepPosts } from '@/lib/posts/targets/send-post'
import { sweepRecurring } from '@/lib/recurring/run-recurring'
import { syncStripeClock } from './time-machine.ts'

const POLL_MS = 100
/** Work that takes longer finishes after time has moved on. */
const LONGEST_WAIT_MS = 5_000

/**
 * Runs what is due now before time moves on: renewals, campaigns, recurring reports, posts and notifications. Waits for emails and posts being
 * sent, for at most `waitMs` and at most five seconds. Returns how long it waited, in ms.
 */
export async function runDueWork(waitMs: number): Promise<number> {
  for (const step of [syncStripeClock, startDueCampaigns, sweepRecurring, sweepPosts, sweepNotices]) {
    // The job retries what fails here.
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

/** Whether something that became due within the last hour is still being sent. */
async function isSending(): Promise<boolean> {
  const recent = sql`between ${marketNow} - interval '1 hour' and ${marketNow}`
  // Two statements: Citus can't answer both in one (R53).
  const found = await Promise.all([
    system().execute(
      sql`select 1 from campaigns where status in ('queued', 'running') and scheduled_at ${recent} limit 1`,
    ),
    system().execute(
      sql`select 1 from post_deliveries where status = 'waiting' and attempts = 0 and created_at ${recent} limit 1`,
    ),
  ])
  return found.some((rows) => rows.length > 0)
}
