import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { isRefusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { enqueue } from '@/lib/jobs/queue'
import { release, reserve } from '@/lib/metering/metered'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { readBranding } from '@/lib/templates/letter/branding'
import { commonGaps, mustHaveNoGaps } from '../campaign-gaps'
import { holdIfLate } from '../hold-late'
import { isCampaign } from './recipients'
import { CAMPAIGN_LEASE_SECONDS } from './settle-campaign'

const MOST_AT_ONCE = 100

type Campaign = typeof campaigns.$inferSelect

/**
 * Starts the campaigns whose time has come, and holds those that would go out too late. Safe at any time, and in several
 * processes.
 */
export async function startDueCampaigns(): Promise<void> {
  const due = await system()
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.status, 'scheduled'), lte(campaigns.scheduledAt, marketNow)))
    .orderBy(asc(campaigns.scheduledAt))
    .limit(MOST_AT_ONCE)
  for (const campaign of due) {
    // One that cannot be started does not keep the others waiting; the next minute brings another try.
    await start(campaign).catch((error) =>
      log.error({ err: error, campaign: campaign.id }, 'a campaign could not be started'),
    )
  }
}

/** The member who scheduled it pays for it, under their own spending limit. */
const confirmerOf = ({ confirmedBy, createdBy }: Campaign): number => confirmedBy ?? createdBy

async function start(campaign: Campaign): Promise<void> {
  const { workspaceId, id, recipients, quotedCredits, scheduledAt } = campaign
  if (await holdIfLate(workspaceId, id)) return
  try {
    // The sender details may have changed since it was confirmed.
    mustHaveNoGaps(id, commonGaps(campaign, await readBranding({ workspaceId })))
    const { holdId } = await reserve(
      { workspaceId, userId: confirmerOf(campaign), role: 'member' },
      {
        action: 'campaign.send',
        units: recipients,
        quotedCredits: quotedCredits ?? 0,
        key: `campaign:${id}:${scheduledAt?.getTime()}`,
        subject: { kind: 'campaign', id },
        leaseSeconds: CAMPAIGN_LEASE_SECONDS,
      },
    )
    const moved = await inWorkspace(workspaceId, (tx) => move(tx, campaign, { status: 'queued', holdId }))
    if (moved) {
      await enqueue('campaign-send', { workspaceId, id }, id)
      return
    }
    // Taken back or moved in this very moment, unless another process has just started it with the same hold.
    const [now] = await system().select().from(campaigns).where(isCampaign(workspaceId, id))
    if (now?.holdId !== holdId) await release(workspaceId, holdId)
  } catch (error) {
    // Too much at the same time: it keeps waiting, and the next minute brings another try.
    if (!isRefusal(error) || error.code === 'rate.limited') throw error
    await refuse(campaign, error.publicMessage)
  }
}

/** Those who want to hear of it are notified, and the member who scheduled it always is: someone has to decide. */
async function refuse(campaign: Campaign, failure: string): Promise<void> {
  const { workspaceId, id, name, scheduledAt } = campaign
  const told = await system().transaction(async (tx) => {
    if (!(await move(tx, campaign, { status: 'refused', failure }))) return null
    const notice = { kind: 'campaign-refused', data: { id, name, failure } } as const
    return createNotifications(tx, workspaceId, `campaign ${id}, ${scheduledAt?.getTime()}`, notice, {
      workOwners: [confirmerOf(campaign)],
    })
  })
  if (told) await deliver(told)
}

type Next = { status: 'queued'; holdId: string } | { status: 'refused'; failure: string }

/** Only while it still waits for the time that was read: one that was moved meanwhile keeps waiting. */
async function move(tx: Queryable, { workspaceId, id, scheduledAt }: Campaign, next: Next): Promise<boolean> {
  if (!scheduledAt) return false
  const moved = await tx
    .update(campaigns)
    .set(next)
    .where(
      and(
        isCampaign(workspaceId, id),
        eq(campaigns.status, 'scheduled'),
        // Times are read to the millisecond.
        sql`date_trunc('milliseconds', ${campaigns.scheduledAt}) = ${scheduledAt.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: campaigns.id })
  return moved.length > 0
}
