import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { marketNow } from '@/db/product-time'
import {
  campaigns,
  feedRuns,
  feeds,
  postDeliveries,
  posts,
  recurringReports,
  reportShares,
  saleImports,
  saleSets,
  sendingDomains,
  valuationShares,
  webhookDeliveries,
  webhookEndpoints,
} from '@/db/schema'
import { workTables } from '@/lib/paid-work/tables'
import type { Transaction } from '../members/locked-members'

const FAILURE = 'The workspace was deleted.'
const UNFINISHED = ['queued', 'running'] as const

/**
 * Stops all work of a workspace, in the transaction that deletes it (R35). A campaign that is being sent stops at the next
 * email. This only changes statuses. The sweeps settle held credits, so delivered work is charged and the rest is free
 * (R13).
 */
export async function stopWork(tx: Transaction, workspaceId: number): Promise<void> {
  await stopCampaigns(tx, workspaceId)
  await stopPosts(tx, workspaceId)
  await stopFeeds(tx, workspaceId)
  await stopWebhooks(tx, workspaceId)
  await stopSales(tx, workspaceId)
  // With its DKIM key.
  await tx.delete(sendingDomains).where(eq(sendingDomains.workspaceId, workspaceId))
  await tx
    .update(recurringReports)
    .set({ status: 'ended', endedAt: marketNow })
    .where(and(eq(recurringReports.workspaceId, workspaceId), ne(recurringReports.status, 'ended')))
  const canceled = { status: 'cancelled', finishedAt: marketNow } as const
  for (const table of Object.values(workTables)) {
    await tx
      .update(table)
      .set(canceled)
      .where(and(eq(table.workspaceId, workspaceId), inArray(table.status, [...UNFINISHED])))
  }
  for (const shares of [reportShares, valuationShares]) {
    await tx
      .update(shares)
      .set({ revokedAt: marketNow })
      .where(and(eq(shares.workspaceId, workspaceId), isNull(shares.revokedAt)))
  }
}

/** Files that were not imported are deleted. */
async function stopSales(tx: Transaction, workspaceId: number): Promise<void> {
  await tx
    .update(saleImports)
    .set({ status: 'cancelled', content: null, finishedAt: marketNow })
    .where(and(eq(saleImports.workspaceId, workspaceId), inArray(saleImports.status, ['draft', 'queued'])))
  await tx
    .update(saleSets)
    .set({ modelStatus: 'none' })
    .where(and(eq(saleSets.workspaceId, workspaceId), eq(saleSets.modelStatus, 'queued')))
}

async function stopCampaigns(tx: Transaction, workspaceId: number): Promise<void> {
  await tx
    .update(campaigns)
    .set({ status: 'stopped', finishedAt: marketNow, failure: FAILURE, pausedAt: null })
    .where(
      and(
        eq(campaigns.workspaceId, workspaceId),
        inArray(campaigns.status, ['scheduled', 'queued', 'running', 'paused', 'refused', 'held']),
      ),
    )
}

async function stopPosts(tx: Transaction, workspaceId: number): Promise<void> {
  await tx
    .update(posts)
    .set({ status: 'draft', scheduledAt: null, approvedBy: null, approvedAt: null, failure: FAILURE })
    .where(and(eq(posts.workspaceId, workspaceId), eq(posts.status, 'scheduled')))
  await tx
    .update(posts)
    .set({ status: 'dropped', waitsFor: null, quotedCredits: null })
    .where(and(eq(posts.workspaceId, workspaceId), eq(posts.status, 'waiting')))
  await tx
    .update(postDeliveries)
    .set({ status: 'failed', answer: FAILURE, settledAt: marketNow })
    .where(and(eq(postDeliveries.workspaceId, workspaceId), eq(postDeliveries.status, 'waiting')))
}

async function stopFeeds(tx: Transaction, workspaceId: number): Promise<void> {
  await tx
    .update(feeds)
    .set({ disconnectedAt: marketNow })
    .where(and(eq(feeds.workspaceId, workspaceId), isNull(feeds.disconnectedAt)))
  await tx
    .update(feedRuns)
    .set({ status: 'failed', failure: FAILURE, finishedAt: marketNow })
    .where(and(eq(feedRuns.workspaceId, workspaceId), inArray(feedRuns.status, [...UNFINISHED])))
}

async function stopWebhooks(tx: Transaction, workspaceId: number): Promise<void> {
  await tx
    .update(webhookEndpoints)
    .set({ enabled: false, disabledReason: 'person' })
    .where(and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.enabled, true)))
  await tx
    .update(webhookDeliveries)
    .set({ status: 'failed', nextAttemptAt: null, lastError: FAILURE })
    .where(and(eq(webhookDeliveries.workspaceId, workspaceId), eq(webhookDeliveries.status, 'pending')))
}
