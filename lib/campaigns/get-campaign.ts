import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { campaignRecipients, campaigns, creditHolds, users } from '@/db/schema'
import { recipientStatuses } from '@/db/schema/work/campaigns'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { blockedPauseRule } from '@/lib/rate-limits/limits'
import { valuesFor, valuesOfAgency } from '@/lib/templates/merge-fields'
import { mergedParts } from '@/lib/templates/merged-parts'
import { readBranding } from '@/lib/templates/render/branding'
import { createEmailWriter } from '@/lib/templates/render/write-email'
import { campaignGaps } from './campaign-gaps'
import { hashCampaign } from './drafts/campaign-version'
import { recipientsIn } from './results/recipient-outcomes'
import { awaitsCreditsUntil } from './sending/await-credits'
import { countPeople, getRecipientAt, isCampaign } from './sending/recipients'
import type { RecipientFilter } from './shared/outcomes'
import type { CampaignStatus, CampaignView, Counts, RecipientPreview, RecipientRow } from './views'

/** @throws Refusal `not-found` */
export async function getCampaign({ workspaceId }: WorkspaceContext, id: string): Promise<CampaignView> {
  const branding = await readBranding({ workspaceId })
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select({ campaign: campaigns, name: users.name, email: users.email, hold: creditHolds })
      .from(campaigns)
      .innerJoin(users, eq(users.id, campaigns.createdBy))
      .leftJoin(
        creditHolds,
        and(eq(creditHolds.workspaceId, campaigns.workspaceId), eq(creditHolds.id, campaigns.holdId)),
      )
      .where(isCampaign(workspaceId, id))
    if (!row) throw notFound('campaign')
    const { campaign, hold } = row
    const { name, listId, listName, subject, body, status, failure, lateAfterHours } = campaign
    const isDraft = status === 'draft'
    const isWaiting = isDraft || status === 'refused' || status === 'held'
    const details = campaign.details as Record<string, string>
    const [people, { counts, unsubscribed }, gaps] = await Promise.all([
      countPeople(tx, workspaceId, listId),
      countRecipients(tx, workspaceId, id),
      isWaiting || status === 'scheduled' ? campaignGaps(tx, workspaceId, campaign, branding) : [],
    ])
    return {
      id,
      version: hashCampaign(campaign, branding),
      name,
      listId,
      listName,
      subject,
      subjectParts: mergedParts(subject, { ...details, ...valuesOfAgency(branding) }),
      body,
      details,
      status,
      lateAfterHours,
      gaps,
      scheduledAt: campaign.scheduledAt?.toISOString() ?? null,
      startedAt: campaign.startedAt?.toISOString() ?? null,
      finishedAt: campaign.finishedAt?.toISOString() ?? null,
      createdBy: row.name || row.email,
      recipients: isWaiting ? people.mailable : campaign.recipients,
      leftOut: isWaiting ? people.leftOut : counts['left-out'],
      counts,
      unsubscribed,
      progressPercent: percentOf(counts),
      failure,
      awaitsCreditsUntil: awaitsCreditsUntil(campaign),
      canSendLater: status === 'refused' && campaign.quotedCredits !== null && campaign.recipients > 0,
      endsAt: endOfPause(campaign.pausedAt),
      paid: hold && hold.entrySeq > 0 ? { credits: hold.captured, entrySeq: hold.entrySeq } : null,
    }
  })
}

const endOfPause = (pausedAt: Date | null): string | null =>
  pausedAt && new Date(pausedAt.getTime() + blockedPauseRule.days * 86_400_000).toISOString()

/** The progress of a campaign, for the page that polls it. @throws Refusal `not-found` */
export async function getCampaignProgress(
  { workspaceId }: WorkspaceContext,
  id: string,
): Promise<{ status: CampaignStatus; progressPercent: number }> {
  return inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx
      .select({ status: campaigns.status })
      .from(campaigns)
      .where(isCampaign(workspaceId, id))
    if (!campaign) throw notFound('campaign')
    const { counts } = await countRecipients(tx, workspaceId, id)
    return { status: campaign.status, progressPercent: percentOf(counts) }
  })
}

type RecipientQuery = {
  limit: number
  filter?: RecipientFilter | undefined
  after?: number | undefined
  before?: number | undefined
}
type RecipientPage = {
  rows: RecipientRow[]
  /** Pass it as `before` for the previous page; null on the first page. */
  previousBefore: number | null
  /** Pass it as `after` for the next page; null on the last page. */
  nextAfter: number | null
}

/** The recipients of a campaign before or after a position, in sending order. */
export async function listRecipients(
  { workspaceId }: WorkspaceContext,
  id: string,
  { after, before, filter, limit }: RecipientQuery,
): Promise<RecipientPage> {
  const { position: place } = campaignRecipients
  const side = before !== undefined ? lt(place, before) : after !== undefined ? gt(place, after) : undefined
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(campaignRecipients)
      .where(and(ofCampaign(workspaceId, id), recipientsIn(filter), side))
      .orderBy(before !== undefined ? desc(place) : asc(place))
      .limit(limit + 1),
  )
  const found = rows.slice(0, limit)
  const more = rows.length > limit
  if (before !== undefined) found.reverse()
  const shown = found.map(
    ({ position, contactId, email, firstName, lastName, status, answer, cause, unsubscribedAt }) => ({
      position,
      contactId,
      email,
      name: `${firstName} ${lastName}`.trim(),
      status,
      answer,
      cause,
      unsubscribed: unsubscribedAt !== null,
    }),
  )
  const [first, last] = [shown[0]?.position ?? null, shown.at(-1)?.position ?? null]
  return {
    rows: shown,
    previousBefore: (before !== undefined ? more : after !== undefined) ? first : null,
    nextAfter: before !== undefined || more ? last : null,
  }
}

/** A draft as one recipient would get it; null without recipients. @throws Refusal `not-found` */
export async function previewForRecipient(
  { workspaceId }: WorkspaceContext,
  id: string,
  index: number,
): Promise<RecipientPreview | null> {
  const branding = await readBranding({ workspaceId })
  return inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx.select().from(campaigns).where(isCampaign(workspaceId, id))
    if (!campaign) throw notFound('campaign')
    const { mailable } = await countPeople(tx, workspaceId, campaign.listId)
    const at = Math.min(Math.max(index, 0), mailable - 1)
    const person = mailable > 0 ? await getRecipientAt(tx, workspaceId, campaign.listId, at) : null
    if (!person) return null
    const details = campaign.details as Record<string, string>
    const { subject, html } = createEmailWriter(campaign, branding, 'page')(valuesFor(details, person), '#')
    return { index: at, of: mailable, to: person.email, subject, html }
  })
}

async function countRecipients(tx: Queryable, workspaceId: number, id: string) {
  const rows = await tx
    .select({
      status: campaignRecipients.status,
      count: sql<number>`count(*)::int`,
      unsubscribed: sql<number>`count(${campaignRecipients.unsubscribedAt})::int`,
    })
    .from(campaignRecipients)
    .where(ofCampaign(workspaceId, id))
    .groupBy(campaignRecipients.status)
  const counts = Object.fromEntries(
    recipientStatuses.map((status) => [status, rows.find((row) => row.status === status)?.count ?? 0]),
  ) as Counts
  return { counts, unsubscribed: rows.reduce((sum, row) => sum + row.unsubscribed, 0) }
}

function percentOf(counts: Counts): number {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return all === 0 ? 0 : Math.floor(((all - counts.waiting - counts.sending) / all) * 100)
}

const ofCampaign = (workspaceId: number, id: string) =>
  and(eq(campaignRecipients.workspaceId, workspaceId), eq(campaignRecipients.campaignId, id))
