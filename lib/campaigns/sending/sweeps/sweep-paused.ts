import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { renew } from '@/lib/metering/metered'
import { blockedPauseRule } from '@/lib/rate-limits/limits'
import { isCampaign } from '../recipients'
import { CAMPAIGN_LEASE_SECONDS, settleCampaign } from '../settle-campaign'

const MAX_CAMPAIGNS = 200
const FAILURE = `This campaign was paused for ${blockedPauseRule.days} days, so we canceled the rest of it. You’re only charged for accepted emails.`

/** Keeps the credits of paused campaigns reserved, and ends those that no one resumed or canceled (R13). Safe to repeat. */
export async function sweepPausedCampaigns(): Promise<void> {
  const paused = await system()
    .select({
      workspaceId: campaigns.workspaceId,
      id: campaigns.id,
      holdId: campaigns.holdId,
      isOver: sql<boolean>`${isOver}`,
    })
    .from(campaigns)
    .where(eq(campaigns.status, 'paused'))
    .orderBy(asc(campaigns.pausedAt))
    .limit(MAX_CAMPAIGNS)
  for (const { workspaceId, id, holdId, isOver: ends } of paused) {
    const work = ends
      ? endPaused(workspaceId, id)
      : holdId
        ? renew(workspaceId, holdId, CAMPAIGN_LEASE_SECONDS)
        : Promise.resolve()
    await work.catch((error) => log.error({ err: error, campaign: id }, 'could not keep a paused campaign'))
  }
}

const isOver = lt(campaigns.pausedAt, sql`${marketNow} - make_interval(days => ${blockedPauseRule.days})`)

async function endPaused(workspaceId: number, id: string): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaigns)
      .set({ status: 'stopped', failure: FAILURE, pausedAt: null, finishedAt: marketNow })
      .where(and(isCampaign(workspaceId, id), eq(campaigns.status, 'paused'), isOver)),
  )
  await settleCampaign(workspaceId, id)
}
