import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { campaigns, creditHolds } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { CampaignStatus } from './views'

/** More than a calendar can show. The list of campaigns has the rest. */
const MOST = 1_000

export type DatedCampaign = {
  id: string
  name: string
  status: CampaignStatus
  /** When it was or will be sent. */
  at: Date
  recipients: number
  /** The confirmed price, or what was paid after sending; null if unknown. */
  credits: number | null
}

/** Campaigns with a time in `[from, until)`, earliest first. Drafts have no time. */
export async function listCampaignsBetween(
  { workspaceId }: WorkspaceContext,
  from: Date,
  until: Date,
): Promise<DatedCampaign[]> {
  const at = sql`coalesce(${campaigns.startedAt}, ${campaigns.scheduledAt}, ${campaigns.createdAt})`
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id: campaigns.id,
        name: campaigns.name,
        status: campaigns.status,
        at: sql<string>`${at}`,
        recipients: campaigns.recipients,
        quoted: campaigns.quotedCredits,
        paid: creditHolds.captured,
        paidBy: creditHolds.entrySeq,
      })
      .from(campaigns)
      .leftJoin(
        creditHolds,
        and(eq(creditHolds.workspaceId, campaigns.workspaceId), eq(creditHolds.id, campaigns.holdId)),
      )
      .where(
        and(
          eq(campaigns.workspaceId, workspaceId),
          ne(campaigns.status, 'draft'),
          sql`${at} >= ${from.toISOString()}::timestamptz and ${at} < ${until.toISOString()}::timestamptz`,
        ),
      )
      .orderBy(asc(at), asc(campaigns.id))
      .limit(MOST),
  )
  return rows.map(({ id, name, status, at: when, recipients, quoted, paid, paidBy }) => ({
    id,
    name,
    status,
    at: new Date(when),
    recipients,
    credits: paidBy ? paid : status === 'scheduled' || status === 'queued' ? quoted : null,
  }))
}
