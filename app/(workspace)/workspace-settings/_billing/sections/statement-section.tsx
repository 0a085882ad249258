import { type BillingParams, billingAddress } from '@/app/(workspace)/workspace-settings/billing-query'
import { Statement } from '@/components/billing/statement/statement'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { statementSearch } from '@/lib/billing/statement/statement-filters'
import { listUsageCycles } from '@/lib/billing/statement/usage-breakdown'
import type { CreditsSummary } from '@/lib/billing/views'
import { memberNames } from '@/lib/workspaces/members/list-members'
import type { Membership } from '@/lib/workspaces/members/membership'

type StatementSectionProps = { workspace: Membership; summary: CreditsSummary; params: BillingParams }

export async function StatementSection({ workspace, summary, params }: StatementSectionProps) {
  const { before, after, filters } = params
  const [page, members, cycles] = await Promise.all([
    getStatementPage(workspace, { filters, before, after, withContinues: true }),
    memberNames(workspace),
    listUsageCycles(workspace),
  ])
  const narrowed = statementSearch(filters) !== ''
  if (summary.meters && page.rows.length === 0 && !narrowed) return null
  const { nextBefore, previousAfter } = page
  return (
    <Statement
      page={page}
      timeZone={summary.timeZone}
      filters={filters}
      members={members}
      cycles={cycles}
      links={{
        csv: `/workspace-settings/statement.csv?${statementSearch(filters)}`,
        all: narrowed ? billingAddress({ ...params, cycle: undefined, filters: {} }) : null,
        next: nextBefore === null ? null : `${billingAddress(params, { before: nextBefore })}#statement`,
        previous:
          previousAfter === null ? null : `${billingAddress(params, { after: previousAfter })}#statement`,
      }}
    />
  )
}
