import { and, asc, desc, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { PlannedCampaign, RefusedCampaign } from './views'

/** Nobody has more campaigns than these ahead of them; the nearest come first. */
const MOST_PLANNED = 500
const MOST_REFUSED = 5

/** The campaigns that wait for their time, the nearest first, each at the price that was confirmed (R8). */
export async function plannedCampaigns({ workspaceId }: WorkspaceContext): Promise<PlannedCampaign[]> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.status, 'scheduled')))
      .orderBy(asc(campaigns.scheduledAt), asc(campaigns.id))
      .limit(MOST_PLANNED),
  )
  return rows.flatMap(({ id, name, listName, scheduledAt, recipients, quotedCredits }) =>
    scheduledAt
      ? [{ id, name, listName, at: scheduledAt.toISOString(), recipients, credits: quotedCredits ?? 0 }]
      : [],
  )
}

/** Those that were not sent when their time came and wait for somebody to decide, the latest first. */
export async function refusedCampaigns({ workspaceId }: WorkspaceContext): Promise<RefusedCampaign[]> {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ id: campaigns.id, name: campaigns.name, failure: campaigns.failure })
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.status, 'refused')))
      .orderBy(desc(campaigns.scheduledAt))
      .limit(MOST_REFUSED),
  )
  return rows.map(({ id, name, failure }) => ({ id, name, failure: failure ?? '' }))
}
