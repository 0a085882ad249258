import { sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import type { CampaignRow, CampaignStatus } from './views'

type Query = {
  limit: number
  before?: string | undefined
  /** Only those that went out, or are about to. */
  begun?: boolean
}

/** The campaigns of the workspace, the newest first. */
export async function listCampaigns(
  { workspaceId }: WorkspaceContext,
  { limit, before, begun = false }: Query,
): Promise<{ rows: CampaignRow[]; nextBefore: string | null }> {
  const older = before
    ? sql`and (c.created_at, c.id) < (select b.created_at, b.id from campaigns b
        where b.workspace_id = ${workspaceId} and b.id = ${before})`
    : sql``
  const chosen = begun ? sql`and c.status in ('queued', 'running', 'sent', 'stopped')` : sql``
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx.execute<{
      id: string
      name: string
      list_name: string
      status: CampaignStatus
      at: string
      recipients: number
      accepted: number
    }>(sql`
      select c.id, c.name, c.list_name, c.status, c.recipients,
        coalesce(c.started_at, c.scheduled_at, c.created_at) as at,
        (select count(*)::int from campaign_recipients r where r.workspace_id = c.workspace_id and r.campaign_id = c.id
          and r.status in ('accepted', 'bounced', 'complained')) as accepted
      from campaigns c where c.workspace_id = ${workspaceId} ${older} ${chosen}
      order by c.created_at desc, c.id desc limit ${limit + 1}`),
  )
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map(({ id, name, list_name, status, at, recipients, accepted }) => ({
      id,
      name,
      listName: list_name,
      status,
      at: new Date(at).toISOString(),
      recipients,
      accepted,
    })),
    nextBefore: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
