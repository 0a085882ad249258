import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { campaignRecipients, campaigns } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { enqueue, findJobsOfKey } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { openReservations } from '@/lib/metering/holds/open-reservations'
import { renew } from '@/lib/metering/metered'
import { holdIfLate } from '../hold-late'
import { CAMPAIGN_LEASE_SECONDS, giveUpUnderWay, settleCampaign } from './settle-campaign'
import { startDueCampaigns } from './start-due'

/** Leaves a request the time between storing its campaign and handing it to the queue. */
const YOUNG_SECONDS = 15
/** A mail server that was away for so long will not take the rest. */
const LONGEST_HOURS = 24
/** Of one sweep; the next one goes on. */
const MOST_CAMPAIGNS = 200

type Campaign = typeof campaigns.$inferSelect

/**
 * Starts what is due, takes up what a killed process or an absent mail server left behind, and settles what ended
 * (R13). Safe to run at any time and in several processes at once.
 */
export async function sweepCampaigns(): Promise<void> {
  await startDueCampaigns()
  for (const campaign of await unfinished()) await guarded(campaign.id, () => takeUpAgain(campaign))
  for (const { workspaceId, id } of await unsettled()) {
    await guarded(id, async () => {
      if ((await findJobsOfKey('campaign-send', id)).live) return
      await giveUpUnderWay(workspaceId, id)
      await settleCampaign(workspaceId, id)
    })
  }
}

/** One campaign that cannot be put right does not keep the others waiting. */
async function guarded(campaign: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => log.error({ err: error, campaign }, 'a campaign could not be put right'))
}

function unfinished(): Promise<Campaign[]> {
  return system()
    .select()
    .from(campaigns)
    .where(
      and(
        inArray(campaigns.status, ['queued', 'running']),
        lt(campaigns.createdAt, sql`${marketNow} - make_interval(secs => ${YOUNG_SECONDS})`),
      ),
    )
    .orderBy(workspacesInTurn(campaigns.workspaceId, campaigns.createdAt), asc(campaigns.createdAt))
    .limit(MOST_CAMPAIGNS)
}

async function takeUpAgain({ workspaceId, id, holdId, startedAt }: Campaign): Promise<void> {
  if (!holdId || (await holdIfLate(workspaceId, id))) return
  await renew(workspaceId, holdId, CAMPAIGN_LEASE_SECONDS)
  if ((await findJobsOfKey('campaign-send', id)).live) return
  const hours = startedAt ? ((await readMarketNow()).getTime() - startedAt.getTime()) / 3_600_000 : 0
  if (hours > LONGEST_HOURS) await giveUpWaiting(workspaceId, id)
  await enqueue('campaign-send', { workspaceId, id }, id)
}

async function giveUpWaiting(workspaceId: number, id: string): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaignRecipients)
      .set({
        status: 'rejected',
        answer: sql`coalesce(${campaignRecipients.answer}, 'The mail server could not be reached for a day.')`,
        settledAt: marketNow,
      })
      .where(
        and(
          eq(campaignRecipients.workspaceId, workspaceId),
          eq(campaignRecipients.campaignId, id),
          eq(campaignRecipients.status, 'waiting'),
        ),
      ),
  )
}

/** Over, but stopped before they were paid or freed. */
async function unsettled(): Promise<{ workspaceId: number; id: string }[]> {
  const rows = await system()
    .select({ workspaceId: campaigns.workspaceId, id: campaigns.id })
    .from(campaigns)
    .innerJoin(
      sql`${openReservations} h`,
      sql`h.workspace_id = ${campaigns.workspaceId} and h.id = ${campaigns.holdId}`,
    )
    .where(inArray(campaigns.status, ['sent', 'stopped', 'refused', 'held']))
    .limit(MOST_CAMPAIGNS)
  return rows
}
