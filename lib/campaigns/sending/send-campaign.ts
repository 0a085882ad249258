import { randomUUID } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { firstTime, marketNow } from '@/db/product-time'
import { campaignRecipients, campaigns } from '@/db/schema'
import { env } from '@/lib/core/settings/env'
import { messageIdOf, unsubscribeHeaders } from '@/lib/email/headers'
import { type BulkOptions, openBulkTransport, serverOf } from '@/lib/email/transport'
import { isReserved } from '@/lib/metering/holds/open-reservations'
import { renew } from '@/lib/metering/metered'
import { campaignPauseRules } from '@/lib/rate-limits/limits'
import { valuesFor } from '@/lib/templates/merge-fields'
import { readBranding } from '@/lib/templates/render/branding'
import { createEmailWriter } from '@/lib/templates/render/write-email'
import { senderOf } from '@/lib/templates/sender'
import { readOwnSender } from '@/lib/templates/sending-domain/sending-domain'
import {
  createAddressToken,
  createMessageRef,
  REF_HEADER,
  returnPathOf,
  unsubscribeAddressOf,
} from '../delivery/message-ref'
import { protectSender } from '../delivery/protection/protect-sender'
import { causeOfRejection, suppressMissingMailbox } from '../delivery/rejections'
import { holdIfLate } from '../hold-late'
import { createUnsubscribeToken } from '../unsubscribe/unsubscribe-token'
import { type Claimed, openClaims, type Result, type Run } from './claim'
import { isCampaign } from './recipients'
import { CAMPAIGN_LEASE_SECONDS, markInFlightUnsure, settleCampaign } from './settle-campaign'
import { openPace } from './slow/pace'
import { openSlowdowns } from './slow/slowdowns'

export type CampaignJob = { workspaceId: number; id: string }
type How = {
  signal?: AbortSignal
  outbox?: Partial<BulkOptions>
  /** Called once when the first email of this run was accepted. */
  progress?(): Promise<void>
}

/** One lane more than there are connections, so that no connection waits for the database. */
const LANES = 6
const RENEW_EVERY_MS = 60_000
/** Checks whether to stop the campaign after this many rejected emails, because counting takes time. */
const CHECK_EVERY = campaignPauseRules.bounces.atLeast

/** Claimed by a worker that shut down before the email’s turn. */
const NOT_SENT = { status: 'unreachable', answer: 'not sent yet' } as const

class MailServerUnreachable extends Error {}

/**
 * Sends or resumes a campaign. Any worker can call it any number of times. Deferred emails are left to a later run, which the
 * sweep starts. When no email is left, the accepted ones are charged.
 * @throws MailServerUnreachable so that the job is retried
 */
export async function sendCampaign(
  job: CampaignJob,
  { signal, outbox: over, progress }: How = {},
): Promise<void> {
  const { workspaceId, id } = job
  const server = serverOf(over?.smtpUrl ?? env().SMTP_URL)
  const run = { workspaceId, campaignId: id, runId: randomUUID() }
  // The job may have waited while no worker was running.
  if (await holdIfLate(workspaceId, id)) return
  const campaign = await startRun(run)
  if (!campaign) return settleCampaign(workspaceId, id)
  // If the reservation expired while waiting, sending would be free of charge.
  if (!(campaign.holdId && (await isReserved(workspaceId, campaign.holdId)))) {
    await end(run, {
      status: 'refused',
      failure: 'This campaign waited too long to be sent. Nothing was charged.',
    })
    return
  }
  const holdId = campaign.holdId
  const outbox = openBulkTransport(over)
  const timer = setInterval(() => {
    renew(workspaceId, holdId, CAMPAIGN_LEASE_SECONDS).catch(() => {})
  }, RENEW_EVERY_MS)
  try {
    const messageFor = await createMessageWriter(campaign)
    const slowdowns = await openSlowdowns(server)
    const pace = openPace(server, outbox.perSecond)
    const recordAndClaim = openClaims(run, slowdowns.waitingDomains)
    let progressed = false
    let rejected = 0
    const lane = async (): Promise<void> => {
      let result: Result | null = null
      for (;;) {
        // A worker that is shutting down records its result and claims nothing else.
        const claimed: Claimed | null = await recordAndClaim(result, !signal?.aborted)
        if (!claimed) return
        const { position, attempts } = claimed
        if (!(await pace.takeTurn(signal))) {
          result = { position, attempts, delivery: NOT_SENT, cause: null }
          continue
        }
        const delivery = await outbox.send(messageFor(claimed))
        if (delivery.status === 'deferred') await slowdowns.noteDeferral(claimed.email, delivery)
        if (delivery.status === 'accepted') await slowdowns.noteAcceptance(claimed.email)
        result = { position, attempts, delivery, cause: causeOfRejection(delivery) }
        // Before the result is recorded, so that a crash in between doesn’t lose it.
        if (result.cause === 'no-mailbox') await suppressMissingMailbox(run, claimed.email)
        if (result.delivery.status === 'accepted' && !progressed) {
          progressed = true
          await noteProgress(run)
          await progress?.().catch(() => {})
        }
        if (result.delivery.status === 'rejected') {
          rejected += 1
          // Recorded first, so that it is counted. If the campaign is stopped, its status ends this run.
          if (rejected % CHECK_EVERY === 0) {
            await recordAndClaim(result, false)
            await protectSender(workspaceId, id)
          }
        }
        if (result.delivery.status === 'unreachable') {
          await recordAndClaim(result, false)
          throw new MailServerUnreachable(result.delivery.answer)
        }
      }
    }
    // Wait for all lanes before evaluating the result: each one records its own email.
    const results = await Promise.allSettled(Array.from({ length: LANES }, lane))
    const failed = results.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  } finally {
    clearInterval(timer)
    outbox.close()
  }
  if (!signal?.aborted) await finish(run)
}

/** Makes this the active run. An earlier run that was presumed dead can’t claim any more recipients. */
async function startRun({ workspaceId, campaignId, runId }: Run) {
  const [campaign] = await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaigns)
      .set({
        status: 'running',
        runId,
        startedAt: firstTime(campaigns.startedAt),
        progressedAt: firstTime(campaigns.progressedAt),
      })
      .where(and(isCampaign(workspaceId, campaignId), inArray(campaigns.status, ['queued', 'running'])))
      .returning(),
  )
  return campaign
}

/** Once per run is enough: a run is short compared to how long a campaign waits. */
async function noteProgress({ workspaceId, campaignId }: Run): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx.update(campaigns).set({ progressedAt: marketNow }).where(isCampaign(workspaceId, campaignId)),
  )
}

async function createMessageWriter(campaign: typeof campaigns.$inferSelect) {
  const { workspaceId, id } = campaign
  const branding = await readBranding({ workspaceId })
  const write = createEmailWriter(campaign, branding)
  const own = await readOwnSender(workspaceId)
  const sender = senderOf(branding, own)
  const { APP_URL, MAIL_POSTMARK_SECRET } = env()
  const details = campaign.details as Record<string, string>
  return ({ position, email, firstName, lastName }: Claimed) => {
    const emailId = { workspaceId, campaignId: id, position }
    const [token, ref] = [createUnsubscribeToken(emailId), createMessageRef(emailId)]
    const returnPath = returnPathOf(emailId, own?.returnDomain)
    const values = valuesFor(details, { email, firstName, lastName })
    return {
      ...sender,
      ...write(values, `${APP_URL}/unsubscribe/mailing?token=${token}`),
      to: email,
      ...(returnPath && { envelope: { from: returnPath, to: email } }),
      messageId: messageIdOf(ref),
      headers: {
        [REF_HEADER]: ref,
        // Postmark returns up to 80 characters with its events.
        ...(MAIL_POSTMARK_SECRET && { 'X-PM-Metadata-ref': createAddressToken(emailId) }),
        ...unsubscribeHeaders('/api/campaigns/unsubscribe', token, unsubscribeAddressOf(emailId)),
      },
    }
  }
}

/** Ends a campaign without remaining emails. One with deferred emails stays as it is. */
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
  const stopped = !(await isActiveRun(run))
  if (waiting && !stopped) return
  if (!stopped) await end(run, { status: 'sent' })
  await settleCampaign(workspaceId, campaignId)
}

async function isActiveRun({ workspaceId, campaignId, runId }: Run): Promise<boolean> {
  const [campaign] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(campaigns).where(isCampaign(workspaceId, campaignId)),
  )
  return campaign?.runId === runId && campaign.status === 'running'
}

async function end(
  { workspaceId, campaignId, runId }: Run,
  result: { status: 'sent' } | { status: 'refused'; failure: string },
): Promise<void> {
  await markInFlightUnsure(workspaceId, campaignId)
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(campaigns)
      .set({ ...result, finishedAt: marketNow })
      .where(
        and(isCampaign(workspaceId, campaignId), eq(campaigns.status, 'running'), eq(campaigns.runId, runId)),
      ),
  )
}
