import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { readInWorkspace } from '@/db/client'
import { campaignRecipients, campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { type Page, type PageQuery, pageClauses, toPage } from '@/lib/core/paging/page'
import type { CampaignRow } from './views'

type Query = PageQuery & {
  /** Only campaigns that were sent or are being sent. */
  started?: boolean
}

/** The campaigns of the workspace, newest first. */
export async function listCampaigns(
  { workspaceId }: WorkspaceContext,
  query: Query,
): Promise<Page<CampaignRow>> {
  const page = pageClauses({ at: campaigns.createdAt, id: campaigns.id }, query)
  const { id, name, listName, status, recipients, startedAt, scheduledAt, createdAt } = campaigns
  const rows = await readInWorkspace(workspaceId, (tx) =>
    tx
      .select({
        ...{ id, name, listName, status, recipients, startedAt, scheduledAt, createdAt },
        accepted: sql<number>`(select count(*)::int from ${campaignRecipients} r where r.workspace_id = ${workspaceId}
          and r.campaign_id = "campaigns"."id" and r.status in ('accepted', 'bounced', 'complained'))`,
        cursor: page.cursor,
      })
      .from(campaigns)
      .where(
        and(
          eq(campaigns.workspaceId, workspaceId),
          isNull(campaigns.deletedAt),
          page.where,
          query.started ? inArray(status, ['queued', 'running', 'paused', 'sent', 'stopped']) : undefined,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit),
  )
  return toPage(rows, query, ({ cursor: _, startedAt, scheduledAt, createdAt, ...row }) => ({
    ...row,
    at: (startedAt ?? scheduledAt ?? createdAt).toISOString(),
  }))
}
