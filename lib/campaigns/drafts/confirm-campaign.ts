import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, campaigns, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { formatNumber } from '@/lib/core/text/format'
import { keyId } from '@/lib/credits/decide/keys'
import { enqueue } from '@/lib/jobs/queue'
import { findReservation } from '@/lib/metering/holds/find-reservation'
import { quote, release, reserve } from '@/lib/metering/metered'
import { quoteChanged } from '@/lib/metering/refusals'
import { readBranding } from '@/lib/templates/render/branding'
import { futureTime } from '@/lib/workspaces/time-zone/future-time'
import { assertFairWording, assertNoGaps, campaignGaps } from '../campaign-gaps'
import { countPeople, fixRecipients, isCampaign, MAX_RECIPIENTS } from '../sending/recipients'
import { CAMPAIGN_LEASE_SECONDS } from '../sending/settle-campaign'
import { assertTrialAllowance } from '../sending/trial-allowance'
import type { ConfirmInput } from './campaign-input'
import { assertVersion } from './campaign-version'

type Campaign = typeof campaigns.$inferSelect
/** The changes when a campaign is confirmed. */
type Confirmed =
  | { status: 'queued'; holdId: string; scheduledAt: null }
  | { status: 'scheduled'; holdId: null; scheduledAt: Date }

/**
 * Sends a campaign now or schedules it. Now: the cost is reserved before anything is sent (R13). Scheduled: nothing is
 * reserved until the scheduled time, and then only at the price confirmed here (R8).
 * @throws Refusal `not-found`, `campaign.empty`, `campaign.too-large`, `campaign.gaps`, `campaign.wording`, `campaign.over`, `time.past`,
 *   `campaign.changed`, `campaign.list-changed`, `trial.emails`, and what metering refuses
 */
export async function confirmCampaign(ctx: WorkspaceContext, input: ConfirmInput): Promise<{ id: string }> {
  const { workspaceId } = ctx
  const { id, sendAt } = input
  const branding = await readBranding(ctx)
  const { campaign, people, gaps, timeZone } = await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id))
    if (!campaign) throw notFound('campaign')
    const [workspace] = await tx.select().from(workspaces).where(eq(workspaces.id, workspaceId))
    const people = await countPeople(tx, workspaceId, campaign.listId)
    const gaps = await campaignGaps(tx, workspaceId, campaign, branding)
    return { campaign, people: people.mailable, gaps, timeZone: workspace?.timeZone ?? 'UTC' }
  })
  // A second click: it is already being sent.
  if (campaign.status === 'queued' || campaign.status === 'running' || campaign.status === 'sent')
    return { id }
  if (campaign.status === 'stopped') throw alreadyStopped()
  assertVersion(campaign, branding, input.version)
  if (people === 0) {
    throw new Refusal(
      'campaign.empty',
      `No one on “${campaign.listName}” can receive this email. Nothing was sent or charged. Add contacts or choose another list.`,
    )
  }
  if (people > MAX_RECIPIENTS) {
    throw new Refusal(
      'campaign.too-large',
      `A campaign can have up to ${formatNumber(MAX_RECIPIENTS)} recipients. Split the list.`,
    )
  }
  assertNoGaps(id, gaps)
  assertFairWording(campaign)
  const at = sendAt === '' ? null : await futureTime(sendAt, timeZone)
  return at ? schedule(ctx, campaign, input, people, at) : sendNow(ctx, campaign, input, people)
}

async function schedule(
  ctx: WorkspaceContext,
  campaign: Campaign,
  input: ConfirmInput,
  people: number,
  at: Date,
) {
  const { credits } = await quote(ctx, 'campaign.send', people)
  if (credits !== input.quotedCredits) throw quoteChanged('campaign.send', credits, input.quotedCredits)
  await store(ctx, campaign, input, people, { status: 'scheduled', holdId: null, scheduledAt: at })
  return { id: campaign.id }
}

async function sendNow(ctx: WorkspaceContext, campaign: Campaign, input: ConfirmInput, people: number) {
  const { id } = campaign
  // One hold for the same request for the same email to as many people. If it is refused, it gives back credits that no other
  // request counts on.
  const request = `campaign:${id}:${input.requestId}:${input.version}:${people}`
  const { holdId } = await reserve(ctx, {
    action: 'campaign.send',
    units: people,
    quotedCredits: input.quotedCredits,
    key: await unreleasedKey(ctx.workspaceId, request),
    subject: { kind: 'campaign', id },
    leaseSeconds: CAMPAIGN_LEASE_SECONDS,
  })
  const queued = { status: 'queued', holdId, scheduledAt: null } as const
  const owner = await store(ctx, campaign, input, people, queued).catch(async (error) => {
    await release(ctx.workspaceId, holdId)
    throw error
  })
  // Another request for the same campaign came first, with its own hold.
  if (owner !== holdId) await release(ctx.workspaceId, holdId)
  // Not fatal: the sweep finds a queued campaign without a job within the minute.
  await enqueue('campaign-send', { workspaceId: ctx.workspaceId, id }, id).catch((error) =>
    log.error({ err: error, campaign: id }, 'could not queue a campaign'),
  )
  return { id }
}

/** A request can be repeated after a refusal. More refusals of one request mean that its client repeats it blindly. */
const MOST_TRIES = 20

/**
 * The key of the hold. If this request held the price before and released it, because it was refused in the end, the request
 * needs another hold: refusals are not remembered (R12).
 */
async function unreleasedKey(workspaceId: number, key: string): Promise<string> {
  for (let tries = 1; tries < MOST_TRIES; tries += 1) {
    const attempt = tries === 1 ? key : `${key}:${tries}`
    if ((await findReservation(workspaceId, keyId(attempt)))?.state !== 'released') return attempt
  }
  throw new Refusal('campaign.changed', 'This campaign changed since you opened it. Review it again.')
}

/** Fixes the recipients and sets the new status in one transaction. Returns the hold that pays for the campaign. */
async function store(
  { workspaceId, userId }: WorkspaceContext,
  seen: Campaign,
  input: ConfirmInput,
  people: number,
  confirmed: Confirmed,
): Promise<string | null> {
  const { id, listId } = seen
  const { quotedCredits, lateAfterHours } = input
  return inWorkspace(workspaceId, async (tx) => {
    const [now] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id)).for('update')
    if (!now) throw notFound('campaign')
    if (now.status === 'stopped') throw alreadyStopped()
    if (!isWaiting(now)) return now.holdId
    const count = await fixRecipients(tx, workspaceId, { id, listId })
    if (count !== people || count > input.people || now.listId !== listId || !isSameContent(now, seen)) {
      throw new Refusal(
        'campaign.list-changed',
        'The campaign or its list changed since you opened it. Nothing was sent or charged. Review it again.',
      )
    }
    await assertTrialAllowance(tx, workspaceId, id)
    await tx
      .update(campaigns)
      .set({
        ...confirmed,
        recipients: people,
        quotedCredits,
        lateAfterHours,
        confirmedBy: userId,
        failure: null,
      })
      .where(isCampaign(workspaceId, id))
    await tx.insert(auditEvents).values({
      workspaceId,
      actorId: userId,
      verb: confirmed.status === 'queued' ? 'campaign.send' : 'campaign.schedule',
      detail: { id, recipients: people, quotedCredits, version: input.version },
    })
    return confirmed.holdId
  })
}

const isWaiting = ({ status }: Campaign) =>
  status === 'draft' || status === 'scheduled' || status === 'refused' || status === 'held'

/** Whether the draft is still the one that was checked. */
const isSameContent = (a: Campaign, b: Campaign): boolean =>
  a.subject === b.subject && a.body === b.body && isDeepStrictEqual(a.details, b.details)

const alreadyStopped = () =>
  new Refusal(
    'campaign.over',
    'This campaign was canceled. Create a new one for the people who didn’t get it.',
  )
