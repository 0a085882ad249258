import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, campaigns, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { futureTime } from '@/lib/workspaces/time-zone/future-time'
import { isCampaign } from '../sending/recipients'

/**
 * Gives a campaign that waits for its time another one, as a date and time field writes it in the workspace's zone. Who
 * gets it and what was confirmed for it stay as they are (R8). Moving to where it is changes nothing.
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
        'This campaign no longer waits for its time: it was sent, stopped or taken back. Nothing was changed.',
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
