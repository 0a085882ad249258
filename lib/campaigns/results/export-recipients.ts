import { and, asc, count, eq, gt } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { campaignRecipients, campaigns } from '@/db/schema'
import { recordExport } from '@/lib/billing/statement/record-export'
import { csvLine } from '@/lib/billing/statement/statement-csv'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { isCampaign } from '../sending/recipients'
import { causeLabels, type RecipientFilter } from '../shared/outcomes'
import { recipientsIn } from './recipient-outcomes'

const ROWS_PER_QUERY = 1_000
const HEADER = [
  'Email',
  'First name',
  'Last name',
  'Status',
  'Reason',
  'Server response',
  'Date',
  'Unsubscribed',
]

/**
 * The recipients of a campaign as CSV text in chunks, in sending order. The export and its author are recorded first.
 * @throws Refusal `not-found`
 */
export async function exportRecipients(
  ctx: WorkspaceContext,
  id: string,
  filter: RecipientFilter | undefined,
): Promise<{ name: string; chunks: AsyncGenerator<string> }> {
  const { workspaceId } = ctx
  const where = and(
    eq(campaignRecipients.workspaceId, workspaceId),
    eq(campaignRecipients.campaignId, id),
    recipientsIn(filter),
  )
  const name = await inWorkspace(workspaceId, async (tx) => {
    const [campaign] = await tx
      .select({ name: campaigns.name })
      .from(campaigns)
      .where(isCampaign(workspaceId, id))
    if (!campaign) throw notFound('campaign')
    const [counted] = await tx.select({ rows: count() }).from(campaignRecipients).where(where)
    await recordExport(tx, ctx, 'recipients', { rows: counted?.rows ?? 0, id })
    return campaign.name
  })
  return { name, chunks: rowsOf(workspaceId, where) }
}

async function* rowsOf(workspaceId: number, where: ReturnType<typeof and>): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(HEADER)}`
  let last = 0
  for (;;) {
    const rows = await inWorkspace(workspaceId, (tx) =>
      tx
        .select()
        .from(campaignRecipients)
        .where(and(where, gt(campaignRecipients.position, last)))
        .orderBy(asc(campaignRecipients.position))
        .limit(ROWS_PER_QUERY),
    )
    if (rows.length > 0) yield rows.map(lineOf).join('')
    last = rows.at(-1)?.position ?? last
    if (rows.length < ROWS_PER_QUERY) return
  }
}

const lineOf = (row: typeof campaignRecipients.$inferSelect): string =>
  csvLine([
    row.email ?? '',
    row.firstName,
    row.lastName,
    row.status,
    row.cause ? causeLabels[row.cause] : '',
    row.answer ?? '',
    row.settledAt?.toISOString() ?? '',
    row.unsubscribedAt?.toISOString() ?? '',
  ])
