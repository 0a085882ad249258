import { Statement } from '@/components/billing/statement/statement'
import { statementPage } from '@/lib/billing/statement/statement'
import { statementSearch } from '@/lib/billing/statement/statement-filters'
import type { CreditsSummary } from '@/lib/billing/views'
import { memberNames } from '@/lib/workspaces/members/member-names'
import type { Membership } from '@/lib/workspaces/members/membership'
import { type BillingAsked, billingAddress } from '../billing-query'

const STATEMENT_ROWS = 20

type StatementSectionProps = { workspace: Membership; summary: CreditsSummary; asked: BillingAsked }

export async function StatementSection({ workspace, summary, asked }: StatementSectionProps) {
  const { before, after, filters } = asked
  const [page, members] = await Promise.all([
    statementPage(workspace, { filters, before, after, limit: STATEMENT_ROWS }),
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
        all: narrowed ? billingAddress({ ...asked, filters: {} }) : null,
        next: nextBefore === null ? null : `${billingAddress(asked, { before: nextBefore })}#statement`,
        previous:
          previousAfter === null ? null : `${billingAddress(asked, { after: previousAfter })}#statement`,
      }}
    />
  )
}
