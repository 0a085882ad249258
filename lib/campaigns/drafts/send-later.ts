import { sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { isCampaign } from '../sending/recipients'
import { assertTrialAllowance } from '../sending/trial-allowance'

/** How much later a failed campaign is sent with one click. */
const SEND_LATER_HOURS = 1

/**
 * Schedules a failed campaign again, in an hour. Its recipients and its confirmed price don’t change (R8), and it pays for
 * itself then. Safe to repeat.
 * @throws Refusal `not-found`, `campaign.not-failed`, `trial.emails`
 */
export async function sendLater(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
    if (!campaign) throw notFound('campaign')
    const { status, recipients, quotedCredits } = campaign
    if (status === 'scheduled') return
    if (status !== 'refused' || recipients === 0 || quotedCredits === null) {
      throw new Refusal(
        'campaign.not-failed',
        'Only a scheduled campaign that failed can be sent later. Reload the page to see its status.',
      )
    }
    await assertTrialAllowance(tx, workspaceId, id)
    await tx
      .update(campaigns)
      .set({
        status: 'scheduled',
        scheduledAt: sql`${marketNow} + make_interval(hours => ${SEND_LATER_HOURS})`,
        confirmedBy: userId,
        failure: null,
        holdId: null,
      })
      .where(isCampaign(workspaceId, id))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: 'campaign.schedule',
      detail: { id, recipients, quotedCredits },
    })
  })
}
