import {
  requestLimitIncrease,
  saveSpendingLimits,
} from '@/app/(workspace)/workspace-settings/_actions/spending-limit-actions'
import { type BillingParams, billingAddress } from '@/app/(workspace)/workspace-settings/billing-query'
import { UsageCard } from '@/components/billing/usage/usage-card'
import { getSelectedUsage, getUsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import type { CreditsSummary, StatementFilters } from '@/lib/billing/views'
import { readSpendingLimits } from '@/lib/spending-limits/read-spending-limits'
import type { Membership } from '@/lib/workspaces/members/membership'

type UsageSectionProps = { workspace: Membership; summary: CreditsSummary; params: BillingParams }

/** Usage by day, action, member and feature, with the spending limits of actions and members. */
export async function UsageSection({ workspace, summary, params }: UsageSectionProps) {
  const [usage, limits] = await Promise.all([
    getUsageBreakdown(workspace, params.cycle),
    readSpendingLimits(workspace),
  ])
  const { start } = usage.cycle
  const isSelected = Boolean(params.usage.day || params.usage.action) && usage.total.times > 0
  const selected = isSelected ? await getSelectedUsage(workspace, start, params.usage) : null
  // The statement's rows then add up to the number that led there.
  const statementOf = (filters: StatementFilters) =>
    `${billingAddress({ view: 'statement', filters: { ...filters, cycle: start } })}#statement`
  return (
    <UsageCard
      usage={usage}
      selection={params.usage}
      selected={selected}
      limits={limits}
      timeZone={summary.timeZone}
      asOf={summary.asOf}
      trialEndsAt={summary.plan.status === 'trialing' ? summary.plan.trialEndsAt : null}
      memberHref={(memberId) => statementOf({ memberId })}
      actionHref={(action) => statementOf({ action })}
      selectHref={(selection) => `${billingAddress({ ...params, usage: selection })}#usage`}
      saveSpendingLimits={saveSpendingLimits}
      requestIncrease={requestLimitIncrease}
    />
  )
}
