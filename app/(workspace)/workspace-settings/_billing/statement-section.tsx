import { Statement } from '@/components/billing/statement/statement'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { statementSearch } from '@/lib/billing/statement/statement-filters'
import type { CreditsSummary } from '@/lib/billing/views'
import { memberNames } from '@/lib/workspaces/members/member-names'
import type { Membership } from '@/lib/workspaces/members/membership'
import { type BillingParams, billingAddress } from '../billing-query'

const STATEMENT_ROWS = 20

type StatementSectionProps = { workspace: Membership; summary: CreditsSummary; params: BillingParams }

export async function StatementSection({ workspace, summary, params }: StatementSectionProps) {
  const { before, after, filters } = params
  const [page, members] = await Promise.all([
    getStatementPage(workspace, { filters, before, after, limit: STATEMENT_ROWS }),
    memberNames(workspace),
  ])
  const narrowed = statementSearch(filters) !== ''
  if (summary.meters && page.rows.length === 0 && !narrowed) return null
  const { nextBefore, previousAfter } = page
  return (
    <Statement
      rows={page.rows}
      timeZone={summary.timeZone}
      filters={filters}
      members={members}
      links={{
        csv: `/workspace-settings/statement.csv?${statementSearch(filters)}`,
        all: narrowed ? billingAddress({ ...params, filters: {} }) : null,
        next: nextBefore === null ? null : `${billingAddress(params, { before: nextBefore })}#statement`,
        previous:
          previousAfter === null ? null : `${billingAddress(params, { after: previousAfter })}#statement`,
      }}
    />
  )
}
