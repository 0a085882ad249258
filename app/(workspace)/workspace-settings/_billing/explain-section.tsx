import { ExplanationCard } from '@/components/billing/explanation-card'
import { endOfDay } from '@/lib/billing/calendar-days'
import { explainBalance } from '@/lib/billing/explain-balance'
import type { Membership } from '@/lib/workspaces/membership'
import { type BillingAsked, billingAddress } from '../billing-query'

type ExplainSectionProps = { workspace: Membership; asked: BillingAsked }

/** Reads a cycle of entries, so only when somebody asks. */
export async function ExplainSection({ workspace, asked }: ExplainSectionProps) {
  const day = asked.explain === 'now' ? null : (asked.explain ?? null)
  const at = day === null ? undefined : new Date(endOfDay(day, workspace.timeZone)).toISOString()
  return (
    <ExplanationCard
      explanation={await explainBalance(workspace, at)}
      timeZone={workspace.timeZone}
      day={day}
      title="Why is my balance this?"
      page={{ path: '/workspace-settings', query: { tab: 'billing' } }}
      closeHref={billingAddress({ ...asked, explain: undefined })}
    />
  )
}
