import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaignRecipients, campaigns } from '@/db/schema'
import { isCampaign } from './recipients'
import type { CampaignJob } from './send-campaign'
import { giveUpUnderWay, settleCampaign } from './settle-campaign'

const ANSWER = 'Not sent: our service stopped three times while it sent this campaign.'
const NOTHING_SENT =
  'Our service stopped three times before an email was sent. Nothing was charged. Contact support if it happens again.'
const PARTLY_SENT =
  'Our service stopped three times while it sent this campaign, so we ended it. You only pay for the emails that were accepted.'

/**
 * Ends a campaign whose sending took the process down three times. One of which nothing was sent may be confirmed again;
 * of another what was accepted is paid and the rest is released (R13).
 */
export async function giveUpCampaign({ workspaceId, id }: CampaignJob): Promise<void> {
  await giveUpUnderWay(workspaceId, id)
  await inWorkspace(workspaceId, async (tx) => {
    const mine = and(eq(campaignRecipients.workspaceId, workspaceId), eq(campaignRecipients.campaignId, id))
    const [sent] = await tx
      .select({ position: campaignRecipients.position })
      .from(campaignRecipients)
      .where(and(mine, inArray(campaignRecipients.status, ['accepted', 'bounced', 'complained', 'unsure'])))
      .limit(1)
    const ending = sent
      ? ({ status: 'stopped', failure: PARTLY_SENT } as const)
      : ({ status: 'refused', failure: NOTHING_SENT } as const)
    const ended = await tx
      .update(campaigns)
      .set({ ...ending, finishedAt: marketNow })
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
