import { sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { enqueue } from '@/lib/jobs/queue'
import { isCampaign } from './recipients'

/** The servers that have blocked the sender so far. They don’t pause it again. */
const blocksNow = sql<number>`(select count(*)::int from campaign_recipients r where r.workspace_id = campaigns.workspace_id
  and r.campaign_id = campaigns.id and r.cause = 'sender-blocked')`

/**
 * Sends the rest of a paused campaign. Nothing is sent twice. If servers go on blocking the sender, it pauses again. Safe to
 * repeat.
 * @throws Refusal `not-found`, `campaign.not-paused`
 */
export async function resumeCampaign(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  const isResumed = await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
    if (!campaign) throw notFound('campaign')
    const { status } = campaign
    if (status === 'queued' || status === 'running' || status === 'sent') return false
    if (status !== 'paused')
      throw new Refusal('campaign.not-paused', 'Only a paused campaign can be resumed. Reload the page.')
    await tx
      .update(campaigns)
      .set({
        status: 'queued',
        pausedAt: null,
        failure: null,
        blocksSeen: blocksNow,
        progressedAt: marketNow,
      })
      .where(isCampaign(workspaceId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'campaign.resume', detail: { id } })
    return true
  })
  if (isResumed) await enqueue('campaign-send', { workspaceId, id }, id)
}
