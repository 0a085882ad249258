import { and, asc, eq, gte, lt, lte } from 'drizzle-orm'
import { inWorkspace, type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { assertFairWording, assertNoGaps, commonGaps } from '@/lib/campaigns/campaign-gaps'
import { holdIfLate } from '@/lib/campaigns/hold-late'
import { isRefusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { enqueue } from '@/lib/jobs/queue'
import { release, reserve } from '@/lib/metering/metered'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { readBranding } from '@/lib/templates/render/branding'
import { awaitCredits } from '../await-credits'
import { isCampaign } from '../recipients'
import { CAMPAIGN_LEASE_SECONDS } from '../settle-campaign'

const MAX_PER_RUN = 100

type Campaign = typeof campaigns.$inferSelect

/**
 * Starts the campaigns that are due, and puts those that are too late on hold. Safe to run at any time and in several
 * processes.
 */
export async function startDueCampaigns(): Promise<void> {
  const due = await system()
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.status, 'scheduled'), lte(campaigns.scheduledAt, marketNow)))
    .orderBy(asc(campaigns.scheduledAt))
    .limit(MAX_PER_RUN)
  for (const campaign of due) {
    // A failure doesn’t block the others. It is retried in the next minute.
    await start(campaign).catch((error) =>
      log.error({ err: error, campaign: campaign.id }, 'could not start a campaign'),
    )
  }
}

/** The member or service key that scheduled it pays for it; a member under their own spending limit. */
const confirmerOf = ({ confirmedBy, createdBy }: Campaign): number => confirmedBy ?? createdBy

/** The person whose work it is. A service key is no person, but someone created it. */
const ownerOf = (campaign: Campaign): number =>
  confirmerOf(campaign) > 0 ? confirmerOf(campaign) : campaign.createdBy

async function start(campaign: Campaign): Promise<void> {
  const { workspaceId, id, recipients, quotedCredits, scheduledAt } = campaign
  if (await holdIfLate(workspaceId, id)) return
  try {
    // The sender details may have changed since the confirmation.
    assertNoGaps(id, commonGaps(campaign, await readBranding({ workspaceId })))
    // It may have been confirmed before wording was checked.
    assertFairWording(campaign)
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
    const moved = await inWorkspace(workspaceId, (tx) =>
      updateIfUnmoved(tx, campaign, { status: 'queued', holdId }),
    )
    if (moved) {
      await enqueue('campaign-send', { workspaceId, id }, id)
      return
    }
    // It was unscheduled or rescheduled at this moment, or another process started it with the same hold.
    const [now] = await system().select().from(campaigns).where(isCampaign(workspaceId, id))
    if (now?.holdId !== holdId) await release(workspaceId, holdId)
  } catch (error) {
    // Rate limited: it stays scheduled and is retried in the next minute.
    if (!isRefusal(error) || error.code === 'rate.limited') throw error
    const lacksCredits = error.code === 'credits.insufficient'
    // It stays scheduled, and is tried again in the next minute.
    if (lacksCredits && (await awaitCredits(workspaceId, id, error))) return
    await markRefused(campaign, error.publicMessage)
  }
}

/** Marks a campaign as failed, and notifies the person whose work it is and everyone who wants to know. */
async function markRefused(campaign: Campaign, failure: string): Promise<void> {
  const { workspaceId, id, name, scheduledAt } = campaign
  const created = await system().transaction(async (tx) => {
    if (!(await updateIfUnmoved(tx, campaign, { status: 'refused', failure }))) return null
    const notice = { kind: 'campaign-refused', data: { id, name, failure } } as const
    return createNotifications(tx, workspaceId, `campaign ${id}, ${scheduledAt?.getTime()}`, notice, {
      workOwners: [ownerOf(campaign)],
    })
  })
  if (created) await deliver(created)
}

type Next = { status: 'queued'; holdId: string } | { status: 'refused'; failure: string }

/** Changes the status only if the campaign is still scheduled for the time that was read. */
async function updateIfUnmoved(
  tx: Queryable,
  { workspaceId, id, scheduledAt }: Campaign,
  next: Next,
): Promise<boolean> {
  if (!scheduledAt) return false
  const moved = await tx
    .update(campaigns)
    .set(next)
    .where(
      and(
        isCampaign(workspaceId, id),
        eq(campaigns.status, 'scheduled'),
        // Times are read with millisecond precision.
        gte(campaigns.scheduledAt, scheduledAt),
        lt(campaigns.scheduledAt, new Date(scheduledAt.getTime() + 1)),
      ),
    )
    .returning({ id: campaigns.id })
  return moved.length > 0
}
