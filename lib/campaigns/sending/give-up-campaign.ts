import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaignRecipients, campaigns } from '@/db/schema'
import { isCampaign } from './recipients'
import type { CampaignJob } from './send-campaign'
import { markInFlightUnsure, settleCampaign } from './settle-campaign'

const ANSWER = 'Not sent: our service failed three times while sending this campaign.'
const NOTHING_SENT =
  'Our service failed three times before any email was sent. Nothing was charged. Contact us if it keeps happening.'
const PARTLY_SENT =
  'Our service failed three times while sending this campaign, so we stopped it. You’re only charged for accepted emails.'

/**
 * Ends a campaign after its sending crashed the process three times. If nothing was sent, it can be confirmed again.
 * Otherwise accepted emails are charged and the rest is released (R13).
 */
export async function giveUpCampaign({ workspaceId, id }: CampaignJob): Promise<void> {
  await markInFlightUnsure(workspaceId, id)
  await inWorkspace(workspaceId, async (tx) => {
    const mine = and(eq(campaignRecipients.workspaceId, workspaceId), eq(campaignRecipients.campaignId, id))
    const [sent] = await tx
      .select({ position: campaignRecipients.position })
      .from(campaignRecipients)
      .where(and(mine, inArray(campaignRecipients.status, ['accepted', 'bounced', 'complained', 'unsure'])))
      .limit(1)
    const result = sent
      ? ({ status: 'stopped', failure: PARTLY_SENT } as const)
      : ({ status: 'refused', failure: NOTHING_SENT } as const)
    const ended = await tx
      .update(campaigns)
      .set({ ...result, finishedAt: marketNow })
      .where(and(isCampaign(workspaceId, id), inArray(campaigns.status, ['queued', 'running'])))
      .returning({ id: campaigns.id })
    if (ended.length === 0 || !sent) return
    await tx
      .update(campaignRecipients)
      .set({ status: 'rejected', answer: ANSWER, settledAt: marketNow })
      .where(and(mine, eq(campaignRecipients.status, 'waiting')))
  })
  await settleCampaign(workspaceId, id)
}
