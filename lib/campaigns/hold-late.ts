import { and, inArray, isNull, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { sendTold, tell } from '@/lib/notifications/notify'
import { isCampaign } from './recipients'
import { settleCampaign } from './settle-campaign'

const FAILURE = 'We couldn’t send it on time, and it’s now too late to send it without asking you.'

/**
 * Holds a scheduled campaign of which nothing was sent once it is later than it may be: an invitation that arrives after
 * its open house helps nobody. Those who can decide are notified, and nothing stays set aside for it. Safe at any time,
 * and to repeat. Answers whether it held the campaign.
 */
export async function holdIfLate(workspaceId: number, id: string): Promise<boolean> {
  const told = await system().transaction(async (tx) => {
    const [held] = await tx
      .update(campaigns)
      .set({ status: 'held', failure: FAILURE })
      .where(
        and(
          isCampaign(workspaceId, id),
          inArray(campaigns.status, ['scheduled', 'queued']),
          isNull(campaigns.startedAt),
          sql`${campaigns.scheduledAt} + make_interval(hours => ${campaigns.lateAfterHours}) < ${marketNow}`,
        ),
      )
      .returning()
    if (!held?.scheduledAt) return null
    const { name, lateAfterHours, scheduledAt, createdBy, confirmedBy } = held
    const data = { id, name, dueAt: scheduledAt.toISOString(), lateAfterHours }
    return tell(
      tx,
      workspaceId,
      `campaign ${id}, ${scheduledAt.getTime()}`,
      { kind: 'campaign-held', data },
      { concerns: [createdBy, ...(confirmedBy ? [confirmedBy] : [])] },
    )
  })
  if (!told) return false
  await sendTold(told)
  await settleCampaign(workspaceId, id)
  return true
}
