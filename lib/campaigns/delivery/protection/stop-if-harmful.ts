import { and, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, campaignRecipients, campaigns } from '@/db/schema'
import { isCampaign } from '@/lib/campaigns/sending/recipients'
import { settleCampaign } from '@/lib/campaigns/sending/settle-campaign'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { type Outcome, stopReason } from './stop-reason'

/**
 * Stops a campaign in progress if its bounces or complaints would hurt the sending domain (R42). No more emails are sent,
 * accepted ones are charged, and the page and a notification say why. Safe to repeat at any time.
 */
export async function stopIfHarmful(workspaceId: number, id: string): Promise<void> {
  const reason = stopReason(await outcomeOf(workspaceId, id))
  if (!reason) return
  const created = await system().transaction(async (tx) => {
    const [stopped] = await tx
      .update(campaigns)
      .set({ status: 'stopped', failure: reason, finishedAt: marketNow, pausedAt: null })
      .where(and(isCampaign(workspaceId, id), inArray(campaigns.status, ['queued', 'running', 'paused'])))
      .returning({ name: campaigns.name, createdBy: campaigns.createdBy })
    if (!stopped) return null
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: stopped.createdBy, verb: 'campaign.brake', detail: { id, reason } })
    const notice = { kind: 'campaign-stopped', data: { id, name: stopped.name, reason } } as const
    return createNotifications(tx, workspaceId, `campaign ${id} stopped`, notice, {
      workOwners: [stopped.createdBy],
    })
  })
  if (!created) return
  await deliver(created)
  await settleCampaign(workspaceId, id)
}

async function outcomeOf(workspaceId: number, id: string): Promise<Outcome> {
  const { status, cause } = campaignRecipients
  // The server said right away that the mailbox doesn’t exist: an immediate bounce.
  const isRejected = sql`(${status} = 'rejected' and ${cause} = 'no-mailbox')`
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        sent: sql<number>`count(*) filter (where ${status} in ('accepted', 'bounced', 'complained') or ${isRejected})::int`,
        bounces: sql<number>`count(*) filter (where ${status} = 'bounced' or ${isRejected})::int`,
        complaints: sql<number>`count(*) filter (where ${status} = 'complained')::int`,
      })
      .from(campaignRecipients)
      .where(and(eq(campaignRecipients.workspaceId, workspaceId), eq(campaignRecipients.campaignId, id))),
  )
  return row ?? { sent: 0, bounces: 0, complaints: 0 }
}
