import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaignRecipients, campaigns } from '@/db/schema'
import { capture, release } from '@/lib/metering/metered'
import { isCampaign } from './recipients'

/** How long a campaign may be silent before its work is taken for dead; renewed while it waits and while it is sent. */
export const CAMPAIGN_LEASE_SECONDS = 15 * 60

/** What the mail server took. A mailbox that turned out to be gone was delivered to the server all the same. */
const TAKEN = sql`${campaignRecipients.status} in ('accepted', 'bounced', 'complained')`

/**
 * Pays for what was accepted and frees the rest (R13): 20 of 25 cost two started tens, not three. Waits while a mail is
 * under way. Safe at any time, and to repeat.
 */
export async function settleCampaign(workspaceId: number, id: string): Promise<void> {
  const { campaign, accepted, underWay } = await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id))
    const [counted] = await tx
      .select({
        accepted: sql<number>`count(*) filter (where ${TAKEN})::int`,
        underWay: sql<number>`count(*) filter (where ${campaignRecipients.status} = 'sending')::int`,
      })
      .from(campaignRecipients)
      .where(and(eq(campaignRecipients.workspaceId, workspaceId), eq(campaignRecipients.campaignId, id)))
    return { campaign, accepted: counted?.accepted ?? 0, underWay: counted?.underWay ?? 0 }
  })
  if (!campaign?.holdId || underWay > 0) return
  if (campaign.status === 'sent' || campaign.status === 'stopped') {
    await capture(workspaceId, campaign.holdId, accepted)
  }
  if (campaign.status === 'refused' || campaign.status === 'held') await release(workspaceId, campaign.holdId)
}

/** Mails that a dead process had under way: they may have gone out, so they are neither sent again nor paid for. */
export async function giveUpUnderWay(workspaceId: number, id: string): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaignRecipients)
      .set({ status: 'unsure', settledAt: marketNow })
      .where(
        and(
          eq(campaignRecipients.workspaceId, workspaceId),
          eq(campaignRecipients.campaignId, id),
          eq(campaignRecipients.status, 'sending'),
        ),
      ),
  )
}
