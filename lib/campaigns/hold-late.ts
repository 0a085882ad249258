import { and, inArray, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { isCampaign } from './sending/recipients'
import { settleCampaign } from './sending/settle-campaign'

const FAILURE = 'We couldn’t send it on time, and it’s now too late to send it without asking you.'

/** An email of it went out, or may have. */
const isBegun = sql`exists (select from campaign_recipients r where r.workspace_id = campaigns.workspace_id
  and r.campaign_id = campaigns.id and r.status not in ('waiting', 'left-out'))`

/**
 * Holds a scheduled campaign of which nothing was sent once it is later than it may be: an invitation that arrives after
 * its open house helps nobody. Those who can decide are notified, and nothing stays set aside for it. Safe at any time,
 * and to repeat. Answers whether it held the campaign.
 */
export async function holdIfLate(workspaceId: number, id: string): Promise<boolean> {
  const told = await system().transaction(async (tx) => {
    const [held] = await tx
      .update(campaigns)
      .set({ status: 'held', failure: FAILURE, startedAt: null })
      .where(
        and(
          isCampaign(workspaceId, id),
          inArray(campaigns.status, ['scheduled', 'queued', 'running']),
          sql`not ${isBegun}`,
          sql`${campaigns.scheduledAt} + make_interval(hours => ${campaigns.lateAfterHours}) < ${marketNow}`,
        ),
      )
      .returning()
    if (!held?.scheduledAt) return null
    const { name, lateAfterHours, scheduledAt, createdBy, confirmedBy } = held
    const data = { id, name, dueAt: scheduledAt.toISOString(), lateAfterHours }
    return createNotifications(
      tx,
      workspaceId,
      `campaign ${id}, ${scheduledAt.getTime()}`,
      { kind: 'campaign-held', data },
      { workOwners: [createdBy, ...(confirmedBy ? [confirmedBy] : [])] },
    )
  })
  if (!told) return false
  await deliver(told)
  await settleCampaign(workspaceId, id)
  return true
}
