import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaignRecipients, campaigns } from '@/db/schema'
import { capture, release } from '@/lib/metering/metered'
import { isCampaign } from './recipients'

/** How long a campaign can be inactive before its run is presumed dead. Renewed while it waits and while it is sent. */
export const CAMPAIGN_LEASE_SECONDS = 15 * 60

/** Accepted by the email server, including emails that bounced later. */
const ACCEPTED = sql`${campaignRecipients.status} in ('accepted', 'bounced', 'complained')`

/**
 * Charges for accepted emails and releases the rest (R13): 20 of 25 cost two blocks of ten, not three. Does nothing while an
 * email is in flight. Safe to repeat at any time.
 */
export async function settleCampaign(workspaceId: number, id: string): Promise<void> {
  const { campaign, accepted, inFlight } = await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id))
    const [counted] = await tx
      .select({
        accepted: sql<number>`count(*) filter (where ${ACCEPTED})::int`,
        inFlight: sql<number>`count(*) filter (where ${campaignRecipients.status} = 'sending')::int`,
      })
      .from(campaignRecipients)
      .where(and(eq(campaignRecipients.workspaceId, workspaceId), eq(campaignRecipients.campaignId, id)))
    return { campaign, accepted: counted?.accepted ?? 0, inFlight: counted?.inFlight ?? 0 }
  })
  if (!campaign?.holdId || inFlight > 0) return
  if (campaign.status === 'sent' || campaign.status === 'stopped') {
    await capture(workspaceId, campaign.holdId, accepted)
  }
  if (campaign.status === 'refused' || campaign.status === 'held') await release(workspaceId, campaign.holdId)
}

/** Emails that a dead process had in flight may have been sent, so they are neither resent nor charged. */
export async function markInFlightUnsure(workspaceId: number, id: string): Promise<void> {
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
