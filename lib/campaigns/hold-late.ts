import { and, inArray, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { isCampaign } from './sending/recipients'
import { settleCampaign } from './sending/settle-campaign'

const FAILURE = 'We couldn’t send this campaign on time, and it’s now too late to send it without asking you.'

/** At least one email was or may have been sent. */
const hasStarted = sql`exists (select from campaign_recipients r where r.workspace_id = campaigns.workspace_id
  and r.campaign_id = campaigns.id and r.status not in ('waiting', 'left-out'))`

/**
 * Puts a scheduled campaign on hold if nothing was sent and its maximum delay has passed: an invitation is useless after
 * the open house. Notifies the members who can decide and releases reserved credits. Safe to repeat at any time. Returns
 * whether it put the campaign on hold.
 */
export async function holdIfLate(workspaceId: number, id: string): Promise<boolean> {
  const created = await system().transaction(async (tx) => {
    const [held] = await tx
      .update(campaigns)
      .set({ status: 'held', failure: FAILURE, startedAt: null })
      .where(
        and(
          isCampaign(workspaceId, id),
          inArray(campaigns.status, ['scheduled', 'queued', 'running']),
          sql`not ${hasStarted}`,
          sql`${marketNow} - ${campaigns.scheduledAt} > make_interval(hours => ${campaigns.lateAfterHours})`,
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
  if (!created) return false
  await deliver(created)
  await settleCampaign(workspaceId, id)
  return true
}
