import { UsageCard } from '@/components/billing/usage/usage-card'
import { getUsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import type { CreditsSummary, StatementFilters } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/members/membership'
import { type BillingParams, billingAddress } from '../billing-query'

type UsageSectionProps = { workspace: Membership; summary: CreditsSummary; params: BillingParams }

export async function UsageSection({ workspace, summary, params }: UsageSectionProps) {
  const usage = await getUsageBreakdown(workspace, params.cycle)
  const statementOf = (filters: StatementFilters) =>
    `${billingAddress({ cycle: params.cycle, filters })}#statement`
  return (
    <UsageCard
      usage={usage}
      timeZone={summary.timeZone}
      asOf={summary.asOf}
      trialEndsAt={summary.plan.status === 'trialing' ? summary.plan.trialEndsAt : null}
      memberHref={(memberId) => statementOf({ memberId })}
      actionHref={(action) => statementOf({ action })}
    />
  )
}
