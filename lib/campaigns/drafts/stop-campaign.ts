import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { isCampaign } from '../sending/recipients'
import { settleCampaign } from '../sending/settle-campaign'

/**
 * Stops a campaign: one that waits for its time, was refused or is held is a draft again, one that is being sent goes to nobody
 * more, and only what was accepted until then is paid. Stopping twice is stopping once.
 * @throws Refusal `not-found`, `campaign.sent`
 */
export async function stopCampaign(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
    if (!campaign) throw notFound('campaign')
    const { status } = campaign
    if (status === 'sent') {
      throw new Refusal('campaign.sent', 'This campaign was sent before it could be stopped.')
    }
    if (status === 'draft' || status === 'stopped') return
    const before = status === 'scheduled' || status === 'refused' || status === 'held'
    await tx
      .update(campaigns)
      .set(
        before
          ? { status: 'draft', scheduledAt: null, failure: null }
          : { status: 'stopped', finishedAt: marketNow },
      )
      .where(isCampaign(workspaceId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'campaign.stop', detail: { id, from: status } })
  })
  await settleCampaign(workspaceId, id)
}

/** Takes a draft away; what was sent stays. Deleting twice is deleting once. @throws Refusal `campaign.confirmed` */
export async function deleteDraft(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
    if (!campaign) return
    if (campaign.status !== 'draft') {
      throw new Refusal('campaign.confirmed', 'Only a draft can be deleted. What was sent stays.')
    }
    await tx.delete(campaigns).where(isCampaign(workspaceId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'campaign.delete', detail: { id, name: campaign.name } })
  })
}
