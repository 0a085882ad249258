import { and, eq, isNotNull } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { isCampaign } from '../sending/recipients'
import { settleCampaign } from '../sending/settle-campaign'

/**
 * Stops a campaign. A scheduled, failed or held campaign becomes a draft again. One that is being sent is canceled, and only
 * the emails accepted so far are charged. Safe to repeat.
 * @throws Refusal `not-found`, `campaign.sent`
 */
export async function stopCampaign(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
    if (!campaign) throw notFound('campaign')
    const { status } = campaign
    if (status === 'sent') {
      throw new Refusal('campaign.sent', 'This campaign was already sent, so it can’t be canceled.')
    }
    if (status === 'draft' || status === 'stopped') return
    const isWaiting = status === 'scheduled' || status === 'refused' || status === 'held'
    await tx
      .update(campaigns)
      .set(
        isWaiting
          ? { status: 'draft', scheduledAt: null, failure: null }
          : { status: 'stopped', finishedAt: marketNow, pausedAt: null },
      )
      .where(isCampaign(workspaceId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'campaign.stop', detail: { id, from: status } })
  })
  await settleCampaign(workspaceId, id)
}

/** Deletes a draft, which can be restored for a while. Safe to repeat. @throws Refusal `campaign.confirmed` */
export async function deleteDraft(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
    if (!campaign) return
    if (campaign.status !== 'draft') {
      throw new Refusal(
        'campaign.confirmed',
        'Only drafts can be deleted. If this campaign hasn’t been sent, move it to drafts first.',
      )
    }
    await tx.update(campaigns).set({ deletedAt: marketNow }).where(isCampaign(workspaceId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'campaign.delete', detail: { id, name: campaign.name } })
  })
}

/** Undoes the deletion of a draft. Safe to repeat. @throws Refusal `not-found` once it was removed */
export async function restoreDraft(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [draft] = await tx
      .update(campaigns)
      .set({ deletedAt: null })
      .where(
        and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, id), isNotNull(campaigns.deletedAt)),
      )
      .returning({ name: campaigns.name })
    if (draft) {
      await tx
        .insert(auditEvents)
        .values({ workspaceId, actorId: userId, verb: 'campaign.restore', detail: { id, name: draft.name } })
      return
    }
    const [kept] = await tx.select({ id: campaigns.id }).from(campaigns).where(isCampaign(workspaceId, id))
    if (!kept) throw notFound('campaign')
  })
}
