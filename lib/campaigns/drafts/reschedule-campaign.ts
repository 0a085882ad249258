import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, campaigns, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { futureTime } from '@/lib/workspaces/time-zone/future-time'
import { isCampaign } from '../sending/recipients'

/**
 * Reschedules a campaign. `sendAt` is the value of a date and time field, in the workspace’s time zone. The recipients and
 * the confirmed price don’t change (R8). Rescheduling to the same time changes nothing.
 * @throws Refusal `not-found`, `time.past`, `campaign.not-waiting`
 */
export async function rescheduleCampaign(
  { workspaceId, userId }: WorkspaceContext,
  { id, sendAt }: { id: string; sendAt: string },
): Promise<{ at: Date; timeZone: string }> {
  const [workspace] = await inWorkspace(workspaceId, (tx) =>
    tx.select({ timeZone: workspaces.timeZone }).from(workspaces).where(eq(workspaces.id, workspaceId)),
  )
  const timeZone = workspace?.timeZone ?? 'UTC'
  const at = await futureTime(sendAt, timeZone)
  await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
    if (!campaign) throw notFound('campaign')
    const { status, scheduledAt: from } = campaign
    if (status !== 'scheduled') {
      throw new Refusal(
        'campaign.not-waiting',
        'This campaign is no longer scheduled, so it can’t be rescheduled. Reload the page to see its status.',
      )
    }
    if (from?.getTime() === at.getTime()) return
    await tx.update(campaigns).set({ scheduledAt: at }).where(isCampaign(workspaceId, id))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'campaign.reschedule',
      detail: { id, from: from?.toISOString() ?? null, to: at.toISOString() },
    })
  })
  return { at, timeZone }
}
