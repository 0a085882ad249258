import { getBillingGlance } from '@/lib/billing/statement/billing-glance'
import type { BillingGlance, CreditsSummary, PlanStanding } from '@/lib/billing/views'
import { KeptAnswers } from '@/lib/core/process/kept-answers'
import type { Membership } from '@/lib/workspaces/members/membership'

/** Without an answer from Stripe, both are null, and the next page asks again. */
const glances = new KeptAnswers<BillingGlance>({
  forMs: 30_000,
  isKept: ({ nextCharge, lastInvoice }) => nextCharge !== null || lastInvoice !== null,
})

/**
 * The next charge and the last invoice, asked from Stripe at most every half minute while our own record of the plan, the
 * payments and the credits is the same.
 */
export function readGlance(
  workspace: Membership,
  { version, plan, asOf }: CreditsSummary,
  standing: PlanStanding,
): Promise<BillingGlance> {
  const key = [workspace.workspaceId, version, plan, standing, hourOf(asOf)]
  return glances.read(key, () => getBillingGlance(workspace))
}

/** Amounts depend on the date. The demo's clock can jump. */
export const hourOf = (instant: string): string => instant.slice(0, 13)
