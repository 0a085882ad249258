import { randomUUID } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaignRecipients, campaigns } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { messageIdOf, unsubscribeHeaders } from '@/lib/email/headers'
import { type BulkOptions, openBulkTransport } from '@/lib/email/transport'
import { campaignPauseRules } from '@/lib/limits-of-use/limits'
import { isReserved } from '@/lib/metering/holds/open-reservations'
import { renew } from '@/lib/metering/metered'
import { readBranding } from '@/lib/templates/letter/branding'
import { letterWriter } from '@/lib/templates/letter/letter'
import { valuesFor } from '@/lib/templates/merge-fields'
import { senderOf } from '@/lib/templates/sender'
import { brakeCampaign } from '../delivery/brake-campaign'
import { messageRefOf, REF_HEADER } from '../delivery/message-ref'
import { holdIfLate } from '../hold-late'
import { unsubscribeTokenFor } from '../unsubscribe/unsubscribe-token'
import { type Claimed, type Result, type Run, recordAndClaim } from './claim'
import { isCampaign } from './recipients'
import { CAMPAIGN_LEASE_SECONDS, giveUpUnderWay, settleCampaign } from './settle-campaign'

export type CampaignJob = { workspaceId: number; id: string }
type How = {
  signal?: AbortSignal
  outbox?: Partial<BulkOptions>
  /** Called once when the first email of this run was accepted. */
  progress?(): Promise<void>
}

/** One lane beyond the connections, so that none of them waits for the database. */
const LANES = 6
const RENEW_EVERY_MS = 60_000
/** So many rejected emails after each other look whether the campaign has to stop: counting costs a little. */
const BRAKE_EVERY = campaignPauseRules.bounces.atLeast

class MailServerUnreachable extends Error {}

/**
 * Sends a campaign or resumes one; any worker can call it, any number of times. Deferred emails are left to a later run;
 * when none is left, it charges for the accepted ones.
 * @throws MailServerUnreachable: the job tries again
 */
export async function sendCampaign(
  job: CampaignJob,
  { signal, outbox: over, progress }: How = {},
): Promise<void> {
  const { workspaceId, id } = job
  const run = { workspaceId, campaignId: id, runId: randomUUID() }
  // Its job may have waited while no worker ran.
  if (await holdIfLate(workspaceId, id)) return
  const campaign = await takeTurn(run)
  if (!campaign) return settleCampaign(workspaceId, id)
  // Work that waited so long that its price was given back must not be delivered unpaid.
  if (!(campaign.holdId && (await isReserved(workspaceId, campaign.holdId)))) {
    await end(run, { status: 'refused', failure: 'It waited too long to be sent. Nothing was charged.' })
    return
  }
  const holdId = campaign.holdId
  const outbox = openBulkTransport(over)
  const timer = setInterval(() => {
    renew(workspaceId, holdId, CAMPAIGN_LEASE_SECONDS).catch(() => {})
  }, RENEW_EVERY_MS)
  try {
    const mailFor = await mailWriter(campaign)
    let progressed = false
    let rejected = 0
    const lane = async (): Promise<void> => {
      let result: Result | null = null
      for (;;) {
        // A worker that is being stopped writes down what it did and takes on nothing more.
        const claimed: Claimed | null = await recordAndClaim(run, result, !signal?.aborted)
        if (!claimed) return
        const { position, attempts } = claimed
        result = { position, attempts, delivery: await outbox.send(mailFor(claimed)) }
        if (result.delivery.status === 'accepted' && !progressed) {
          progressed = true
          await progress?.().catch(() => {})
        }
        if (result.delivery.status === 'rejected') {
          rejected += 1
          // Written down first, so that this one counts as well; the status then ends this run's turn.
          if (rejected % BRAKE_EVERY === 0) {
            await recordAndClaim(run, result, false)
            await brakeCampaign(workspaceId, id)
          }
        }
        if (result.delivery.status === 'unreachable') {
          await recordAndClaim(run, result, false)
          throw new MailServerUnreachable(result.delivery.answer)
        }
      }
    }
    // All lanes end before anything is judged: what one has under way is told by it.
    const ended = await Promise.allSettled(Array.from({ length: LANES }, lane))
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  } finally {
    clearInterval(timer)
    outbox.close()
  }
  if (!signal?.aborted) await finish(run)
}

/** From now on it is this run's turn: one that was taken for dead claims nothing more. */
async function takeTurn({ workspaceId, campaignId, runId }: Run) {
  const [campaign] = await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaigns)
      .set({ status: 'running', runId, startedAt: sql`coalesce(${campaigns.startedAt}, ${marketNow})` })
      .where(and(isCampaign(workspaceId, campaignId), inArray(campaigns.status, ['queued', 'running'])))
      .returning(),
  )
  return campaign
}

async function mailWriter(campaign: typeof campaigns.$inferSelect) {
  const { workspaceId, id } = campaign
  const branding = await readBranding({ workspaceId })
  const write = letterWriter(campaign, branding)
  const sender = senderOf(branding)
  const { APP_URL } = env()
  const details = campaign.details as Record<string, string>
  return ({ position, email, firstName, lastName }: Claimed) => {
    const mailed = { workspaceId, campaignId: id, position }
    const [token, ref] = [unsubscribeTokenFor(mailed), messageRefOf(mailed)]
    const values = valuesFor(details, { email, firstName, lastName })
    return {
      ...sender,
      ...write(values, `${APP_URL}/unsubscribe/mailing?token=${token}`),
      to: email,
      messageId: messageIdOf(ref),
      headers: {
        [REF_HEADER]: ref,
        ...unsubscribeHeaders('/api/campaigns/unsubscribe', token),
      },
    }
  }
}

/** Ends a campaign of which nothing is left to send; one that waits for a later try stays as it is. */
async function finish(run: Run): Promise<void> {
  const { workspaceId, campaignId } = run
  const [waiting] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ position: campaignRecipients.position })
      .from(campaignRecipients)
      .where(
        and(
          eq(campaignRecipients.workspaceId, workspaceId),
          eq(campaignRecipients.campaignId, campaignId),
          eq(campaignRecipients.status, 'waiting'),
        ),
      )
      .limit(1),
  )
  const stopped = !(await isOurs(run))
  if (waiting && !stopped) return
  if (!stopped) await end(run, { status: 'sent' })
  await settleCampaign(workspaceId, campaignId)
}

async function isOurs({ workspaceId, campaignId, runId }: Run): Promise<boolean> {
  const [campaign] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(campaigns).where(isCampaign(workspaceId, campaignId)),
  )
  return campaign?.runId === runId && campaign.status === 'running'
}

async function end(
  { workspaceId, campaignId, runId }: Run,
  ending: { status: 'sent' } | { status: 'refused'; failure: string },
): Promise<void> {
  await giveUpUnderWay(workspaceId, campaignId)
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaigns)
      .set({ ...ending, finishedAt: marketNow })
      .where(
        and(isCampaign(workspaceId, campaignId), eq(campaigns.status, 'running'), eq(campaigns.runId, runId)),
      ),
  )
}
