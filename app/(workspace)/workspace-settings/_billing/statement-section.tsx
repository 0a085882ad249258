import { Statement } from '@/components/billing/statement'
import { statementPage } from '@/lib/billing/statement'
import type { CreditsSummary } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/membership'
import type { readBillingQuery } from '../billing-query'

const STATEMENT_ROWS = 20

type StatementSectionProps = {
  workspace: Membership
  summary: CreditsSummary
  query: ReturnType<typeof readBillingQuery>
}

export async function StatementSection({ workspace, summary, query }: StatementSectionProps) {
  const { before, after } = query
  const page = await statementPage(workspace, { before, after, limit: STATEMENT_ROWS })
  if (summary.meters && page.rows.length === 0) return null
  return <Statement page={page} timeZone={summary.timeZone} />
}
