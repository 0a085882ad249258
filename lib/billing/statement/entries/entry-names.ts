import { and, eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import {
  campaigns,
  creditHolds,
  feeds,
  images,
  posts,
  purchases,
  recurringReports,
  recurringRuns,
  reports,
  valuations,
} from '@/db/schema'
import type { StatementRow } from '@/lib/billing/views'
import { countOf } from '@/lib/core/text/format'
import { inUuidList } from '@/lib/core/uuid-list'
import { entryKinds } from '@/lib/credits/model'
import type { StatementEntry } from '@/lib/credits/read/read-entries'
import { type SubjectKind, subjectIds } from '@/lib/credits/shared/actions'

/** What entries are about, by the names people gave it. A statement reads each kind with one query. */
export type EntryNames = {
  nameOf(entry: Named): string | null
  groupOf(entry: Named): StatementRow['group']
  holdOf(entry: Named): StatementRow['hold']
}

type Named = Pick<StatementEntry, 'kind' | 'subjectKind' | 'subjectId'>

/** Words in front of a name, by action; the search builds the same words in SQL (entry-search.ts). */
export const NAME_PREFIXES = {
  report: 'Report ',
  'image.generate': 'Image: ',
  'image.regenerate': 'New version: ',
  'image.edit': 'Edit: ',
  valuation: 'Valuation: ',
  campaign: 'Campaign: ',
  listing: 'Post for ',
  purchase: 'Pack: ',
  'auto-top-up': 'Auto top-up: ',
  refund: 'Refund: ',
} as const

/** Reads the names of what the entries are about. What was deleted has none. */
export async function readEntryNames(
  tx: Queryable,
  workspaceId: number,
  entries: readonly Named[],
): Promise<EntryNames> {
  const idsOf = (kind: SubjectKind) => [
    ...new Set(
      entries.flatMap(({ subjectKind, subjectId }) => (subjectKind === subjectIds[kind] ? [subjectId] : [])),
    ),
  ]
  const [sent, made, ...others] = await Promise.all([
    readCampaigns(tx, workspaceId, idsOf('campaign')),
    readPosts(tx, workspaceId, idsOf('listing')),
    readReports(tx, workspaceId, idsOf('report')),
    readImages(tx, workspaceId, idsOf('image')),
    readValuations(tx, workspaceId, idsOf('valuation')),
    readPurchases(tx, workspaceId, idsOf('purchase')),
  ])
  const names = new Map([
    ...others.flat(),
    ...sent.map(({ id, name }) => [id, `${NAME_PREFIXES.campaign}${name}`] as const),
    ...made.map(({ id, title }) => [id, `${NAME_PREFIXES.listing}${title}`] as const),
  ])
  const campaignOf = new Map(sent.map((campaign) => [campaign.id, campaign]))
  const postOf = new Map(made.map((post) => [post.id, post]))
  return {
    nameOf({ kind, subjectId }) {
      const name = names.get(subjectId)
      if (name === undefined || kind === entryKinds.clawBack || kind === entryKinds.expiry) return null
      return kind === entryKinds.correction ? `${NAME_PREFIXES.refund}${name}` : name
    },
    groupOf({ subjectId }) {
      const campaign = campaignOf.get(subjectId)
      if (campaign)
        return {
          key: `campaign:${campaign.id}`,
          name: `${NAME_PREFIXES.campaign}${campaign.name}`,
          href: `/campaigns/${campaign.id}`,
        }
      const post = postOf.get(subjectId)
      return post ? { key: `run:${post.runId ?? post.feedId}`, name: post.feed, href: '/listings' } : null
    },
    holdOf({ kind, subjectId }) {
      const campaign = campaignOf.get(subjectId)
      if (kind !== entryKinds.capture || !campaign?.heldAt) return null
      const { heldCredits, captured, heldAt } = campaign
      return { heldCredits, heldAt: heldAt.toISOString(), releasedCredits: heldCredits - captured }
    },
  }
}

type NamedIds = (readonly [id: string, name: string])[]

async function readReports(tx: Queryable, workspaceId: number, ids: string[]): Promise<NamedIds> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ id: reports.id, name: reports.areaName, recurring: recurringReports.name })
    .from(reports)
    .leftJoin(
      recurringRuns,
      and(eq(recurringRuns.workspaceId, reports.workspaceId), eq(recurringRuns.reportId, reports.id)),
    )
    .leftJoin(
      recurringReports,
      and(
        eq(recurringReports.workspaceId, recurringRuns.workspaceId),
        eq(recurringReports.id, recurringRuns.recurringId),
      ),
    )
    .where(and(eq(reports.workspaceId, workspaceId), inUuidList(reports.id, ids)))
  // A campaign of a recurring report has its name and month already.
  return rows.map(({ id, name, recurring }) => [
    id,
    `${NAME_PREFIXES.report}${name}${recurring ? `, monthly: ${recurring}` : ''}`,
  ])
}

async function readImages(tx: Queryable, workspaceId: number, ids: string[]): Promise<NamedIds> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ id: images.id, action: images.action, title: images.title })
    .from(images)
    .where(and(eq(images.workspaceId, workspaceId), inUuidList(images.id, ids)))
  return rows.map(({ id, action, title }) => [id, `${NAME_PREFIXES[action]}${title}`])
}

async function readValuations(tx: Queryable, workspaceId: number, ids: string[]): Promise<NamedIds> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ id: valuations.id, label: valuations.label })
    .from(valuations)
    .where(and(eq(valuations.workspaceId, workspaceId), inUuidList(valuations.id, ids)))
  return rows.map(({ id, label }) => [id, `${NAME_PREFIXES.valuation}${label}`])
}

async function readPurchases(tx: Queryable, workspaceId: number, ids: string[]): Promise<NamedIds> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ id: purchases.id, credits: purchases.credits, origin: purchases.origin })
    .from(purchases)
    .where(and(eq(purchases.workspaceId, workspaceId), inUuidList(purchases.id, ids)))
  return rows.map(({ id, credits, origin }) => [
    id,
    `${NAME_PREFIXES[origin === 'auto-top-up' ? origin : 'purchase']}${countOf(credits, 'credit')}`,
  ])
}

type NamedCampaign = {
  id: string
  name: string
  heldAt: Date | null
  heldCredits: number
  captured: number
}

async function readCampaigns(tx: Queryable, workspaceId: number, ids: string[]): Promise<NamedCampaign[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({
      id: campaigns.id,
      name: campaigns.name,
      heldAt: creditHolds.openedAt,
      heldCredits: creditHolds.amount,
      captured: creditHolds.captured,
    })
    .from(campaigns)
    .leftJoin(
      creditHolds,
      and(eq(creditHolds.workspaceId, campaigns.workspaceId), eq(creditHolds.id, campaigns.holdId)),
    )
    .where(and(eq(campaigns.workspaceId, workspaceId), inUuidList(campaigns.id, ids)))
  return rows.map((row) => ({ ...row, heldCredits: row.heldCredits ?? 0, captured: row.captured ?? 0 }))
}

type NamedPost = { id: string; title: string; feedId: string; runId: string | null; feed: string }

/** By listing: each has one post, and it is the listing that an entry is about. */
async function readPosts(tx: Queryable, workspaceId: number, ids: string[]): Promise<NamedPost[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({
      id: posts.listingId,
      title: posts.title,
      feedId: feeds.id,
      runId: posts.runId,
      feed: feeds.name,
    })
    .from(posts)
    .innerJoin(feeds, and(eq(feeds.workspaceId, posts.workspaceId), eq(feeds.id, posts.feedId)))
    .where(and(eq(posts.workspaceId, workspaceId), inUuidList(posts.listingId, ids)))
  return rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ id, ...row }]))
}
