import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { firstTime, marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import type { Refusal } from '@/lib/core/errors'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { isCampaign } from './recipients'

/** How long a due campaign waits for credits that other work has reserved. */
const AWAIT_CREDITS_MINUTES = 30

/** Since when it waits, if it waits for its current time and not for an earlier one. */
const since = sql`case when ${campaigns.awaitsCreditsSince} >= ${campaigns.scheduledAt} then ${campaigns.awaitsCreditsSince} end`

/**
 * Lets a due campaign wait if it only lacks credits that other work has reserved and may release. Returns false if it has
 * waited long enough, or lacks more than that. The next sweep tries again.
 */
export async function awaitCredits(workspaceId: number, id: string, refusal: Refusal): Promise<boolean> {
  const account = await readAccount(workspaceId)
  if (availableOf(account) + account.held < Number(refusal.details.cost)) return false
  const waits = await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaigns)
      .set({ awaitsCreditsSince: firstTime(since) })
      .where(
        and(
          isCampaign(workspaceId, id),
          eq(campaigns.status, 'scheduled'),
          sql`${firstTime(since)} > ${marketNow} - make_interval(mins => ${AWAIT_CREDITS_MINUTES})`,
        ),
      )
      .returning({ id: campaigns.id }),
  )
  return waits.length > 0
}

type Waiting = Pick<typeof campaigns.$inferSelect, 'status' | 'scheduledAt' | 'awaitsCreditsSince'>

/** Until when a campaign waits for credits; null if it doesn’t. */
export function awaitsCreditsUntil({ status, scheduledAt, awaitsCreditsSince }: Waiting): string | null {
  if (status !== 'scheduled' || !scheduledAt || !awaitsCreditsSince || awaitsCreditsSince < scheduledAt)
    return null
  return new Date(awaitsCreditsSince.getTime() + AWAIT_CREDITS_MINUTES * 60_000).toISOString()
}
