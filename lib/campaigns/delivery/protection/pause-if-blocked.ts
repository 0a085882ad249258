import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, campaignRecipients, campaigns } from '@/db/schema'
import { isCampaign } from '@/lib/campaigns/sending/recipients'
import { formatNumber } from '@/lib/core/text/format'
import { createNotifications, deliver } from '@/lib/notifications/notify'
import { blockedPauseRule } from '@/lib/rate-limits/limits'
import { recordBlockedSender } from '../email-findings'

/** Whether so many servers block the sender that sending more would make it worse. */
const isSenderBlocked = ({ blocked, sent }: { blocked: number; sent: number }): boolean =>
  blocked >= blockedPauseRule.atLeast && blocked / Math.max(1, sent) >= blockedPauseRule.share

/**
 * Pauses a campaign if many servers say that our sender is blocked, notifies owners and admins, and opens a finding for
 * operators (R44). No recipient is suppressed: their mailboxes are fine. Safe to repeat at any time.
 */
export async function pauseIfBlocked(workspaceId: number, id: string): Promise<void> {
  const { blocked, blocksSeen, sent, answer } = await blocksOf(workspaceId, id)
  if (!isSenderBlocked({ blocked: blocked - blocksSeen, sent })) return
  const reason = `${formatNumber(blocked)} of ${formatNumber(sent)} email servers refused emails because they block the sender, so we paused this campaign. The recipients’ addresses are fine. Our team was notified.`
  const created = await system().transaction(async (tx) => {
    await recordBlockedSender(tx, { workspaceId, campaignId: id }, blocked, answer ?? '')
    const [paused] = await tx
      .update(campaigns)
      .set({ status: 'paused', failure: reason, pausedAt: marketNow })
      .where(and(isCampaign(workspaceId, id), inArray(campaigns.status, ['queued', 'running'])))
      .returning({ name: campaigns.name, createdBy: campaigns.createdBy })
    if (!paused) return null
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: paused.createdBy, verb: 'campaign.pause', detail: { id, reason } })
    const data = { id, name: paused.name, reason, paused: true }
    return createNotifications(
      tx,
      workspaceId,
      `campaign ${id} paused at ${blocked}`,
      { kind: 'campaign-stopped', data },
      { workOwners: [paused.createdBy] },
    )
  })
  if (created) await deliver(created)
}

async function blocksOf(workspaceId: number, id: string) {
  const { status, cause, answer, settledAt } = campaignRecipients
  const mine = and(eq(campaignRecipients.workspaceId, workspaceId), eq(campaignRecipients.campaignId, id))
  return inWorkspace(workspaceId, async (tx) => {
    const [counted] = await tx
      .select({
        sent: sql<number>`count(*) filter (where ${status} in ('accepted', 'bounced', 'complained', 'rejected'))::int`,
        blocked: sql<number>`count(*) filter (where ${cause} = 'sender-blocked')::int`,
      })
      .from(campaignRecipients)
      .where(mine)
    const [campaign] = await tx
      .select({ blocksSeen: campaigns.blocksSeen })
      .from(campaigns)
      .where(isCampaign(workspaceId, id))
    const [example] = await tx
      .select({ answer })
      .from(campaignRecipients)
      .where(and(mine, eq(cause, 'sender-blocked')))
      .orderBy(desc(settledAt))
      .limit(1)
    return {
      sent: counted?.sent ?? 0,
      blocked: counted?.blocked ?? 0,
      blocksSeen: campaign?.blocksSeen ?? 0,
      answer: example?.answer,
    }
  })
}
