import { UsageCard } from '@/components/billing/usage/usage-card'
import { usageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import type { CreditsSummary, StatementFilters } from '@/lib/billing/views'
import type { Membership } from '@/lib/workspaces/members/membership'
import { type BillingAsked, billingAddress } from '../billing-query'

type UsageSectionProps = { workspace: Membership; summary: CreditsSummary; asked: BillingAsked }

export async function UsageSection({ workspace, summary, asked }: UsageSectionProps) {
  const usage = await usageBreakdown(workspace, asked.cycle)
  const statementOf = (filters: StatementFilters) =>
    `${billingAddress({ cycle: asked.cycle, filters })}#statement`
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
