import { type BillingParams, billingAddress } from '@/app/(workspace)/workspace-settings/billing-query'
import { ExplanationCard } from '@/components/billing/statement/explanation-card'
import { endOfDay } from '@/lib/billing/statement/calendar-days'
import { explainBalance } from '@/lib/billing/statement/explain/explain-balance'
import { readSpendingLimitChanges } from '@/lib/spending-limits/spending-limit-changes'
import type { Membership } from '@/lib/workspaces/members/membership'

type ExplainSectionProps = { workspace: Membership; params: BillingParams }

/** Reads a whole cycle of entries, so it is only rendered on request. */
export async function ExplainSection({ workspace, params }: ExplainSectionProps) {
  const day = params.explain === 'now' ? null : (params.explain ?? null)
  const at = day === null ? undefined : new Date(endOfDay(day, workspace.timeZone)).toISOString()
  const explanation = await explainBalance(workspace, at)
  const { cycle } = explanation
  const limitChanges = cycle
    ? await readSpendingLimitChanges(workspace, {
        from: new Date(cycle.startsAt),
        to: new Date(explanation.at),
      })
    : []
  return (
    <ExplanationCard
      explanation={explanation}
      limitChanges={limitChanges}
      timeZone={workspace.timeZone}
      day={day}
      title="How your balance was calculated"
      page={{ path: '/workspace-settings', query: { tab: 'billing' } }}
      closeHref={billingAddress({ ...params, explain: undefined })}
    />
  )
}
