import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { campaignRecipients, campaigns } from '@/db/schema'
import { deleteOldFindings } from '@/lib/campaigns/delivery/email-findings'
import { holdIfLate } from '@/lib/campaigns/hold-late'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { serverOf } from '@/lib/email/transport'
import { enqueue, findJobsOfKey } from '@/lib/jobs/queue'
import { workspacesInTurn } from '@/lib/jobs/workspaces-in-turn'
import { openReservations } from '@/lib/metering/holds/open-reservations'
import { renew } from '@/lib/metering/metered'
import { MAX_DEFERRED_HOURS } from '../claim'
import { CAMPAIGN_LEASE_SECONDS, markInFlightUnsure, settleCampaign } from '../settle-campaign'
import { deleteOldSlowdowns, isOpen, readWaitingDomains } from '../slow/slowdowns'
import { startDueCampaigns } from './start-due'
import { sweepPausedCampaigns } from './sweep-paused'

/** Leaves requests time to queue the campaign they have just stored. */
const YOUNG_SECONDS = 15
/** After this long without an accepted email, the remaining ones are rejected. A campaign that is only slow goes on. */
const MAX_IDLE_HOURS = MAX_DEFERRED_HOURS
/** Per sweep; the next sweep continues. */
const MAX_CAMPAIGNS = 200

type Campaign = typeof campaigns.$inferSelect

/**
 * Starts due campaigns, resumes those that a crash or an unreachable email server interrupted, and settles those that ended
 * (R13). Safe to run at any time and in several processes.
 */
export async function sweepCampaigns(): Promise<void> {
  await startDueCampaigns()
  for (const campaign of await unfinished()) await logFailure(campaign.id, () => resume(campaign))
  await sweepPausedCampaigns()
  for (const { workspaceId, id } of await unsettled()) {
    await logFailure(id, async () => {
      if ((await findJobsOfKey('campaign-send', id)).live) return
      await markInFlightUnsure(workspaceId, id)
      await settleCampaign(workspaceId, id)
    })
  }
  await deleteOldFindings()
  await deleteOldSlowdowns()
}

/** A failing campaign doesn’t block the others. */
async function logFailure(campaign: string, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error) => log.error({ err: error, campaign }, 'could not recover a campaign'))
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
    .limit(MAX_CAMPAIGNS)
}

async function resume({ workspaceId, id, holdId, startedAt, progressedAt }: Campaign): Promise<void> {
  if (!holdId || (await holdIfLate(workspaceId, id))) return
  await renew(workspaceId, holdId, CAMPAIGN_LEASE_SECONDS)
  if ((await findJobsOfKey('campaign-send', id)).live) return
  const since = progressedAt ?? startedAt
  const hours = since ? ((await readMarketNow()).getTime() - since.getTime()) / 3_600_000 : 0
  if (hours > MAX_IDLE_HOURS) await rejectWaiting(workspaceId, id)
  else if (!(await isDue(workspaceId, id))) return
  await enqueue('campaign-send', { workspaceId, id }, id)
}

/** Whether an email can be sent now, or none is left and the campaign can end. */
async function isDue(workspaceId: number, id: string): Promise<boolean> {
  const waiting = await readWaitingDomains(serverOf(env().SMTP_URL))
  const [row] = await system().execute<{ is_due: boolean }>(sql`
    select coalesce(bool_or((r.try_after is null or r.try_after <= ${marketNow}) and ${isOpen(waiting)}), true) as is_due
    from campaign_recipients r
    where r.workspace_id = ${workspaceId} and r.campaign_id = ${id} and r.status = 'waiting'`)
  return row?.is_due ?? true
}

async function rejectWaiting(workspaceId: number, id: string): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaignRecipients)
      .set({
        status: 'rejected',
        answer: sql`coalesce(${campaignRecipients.answer}, 'Not delivered: the email server was unreachable for ${sql.raw(String(MAX_IDLE_HOURS))} hours.')`,
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

/** Campaigns that ended without being charged or released. */
async function unsettled(): Promise<{ workspaceId: number; id: string }[]> {
  const rows = await system()
    .select({ workspaceId: campaigns.workspaceId, id: campaigns.id })
    .from(campaigns)
    .innerJoin(
      sql`${openReservations} h`,
      sql`h.workspace_id = ${campaigns.workspaceId} and h.id = ${campaigns.holdId}`,
    )
    .where(inArray(campaigns.status, ['sent', 'stopped', 'refused', 'held']))
    .limit(MAX_CAMPAIGNS)
  return rows
}
