import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { campaigns, creditHolds } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { CampaignStatus } from './views'

/** More than anybody can look at; what is beyond it is in the list of campaigns. */
const MOST = 1_000

export type DatedCampaign = {
  id: string
  name: string
  status: CampaignStatus
  /** When it was sent, or is to be. */
  at: Date
  recipients: number
  /** Confirmed, or paid once it was sent; null while that is not known. */
  credits: number | null
}

/** Campaigns with a time in `[from, until)`, the earliest first. Drafts have none. */
export async function campaignsBetween(
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
