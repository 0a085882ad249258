import { listPlanOffers } from '@/lib/billing/catalog/catalog'
import { findUpgrade } from '@/lib/billing/plan-changes/upgrade/find-upgrade'
import { subscribeOption } from '@/lib/billing/plan-changes/upgrade/upgrade-choice'
import type { CreditsSummary, UpgradeOption } from '@/lib/billing/views'
import { logUnknown } from '@/lib/core/logging/log'
import type { Membership } from '@/lib/workspaces/members/membership'

/** The upgrade for a shortage; only for owners and admins (R31). When Stripe is unavailable, packs are shown without it. */
export async function upgradeFor(
  workspace: Membership,
  { nextStep, usage }: Pick<CreditsSummary, 'nextStep' | 'usage'>,
  shortCredits: number,
): Promise<UpgradeOption | null> {
  const shortage = { shortCredits, leftCredits: usage.leftCredits }
  if (nextStep === 'ask-admin') return null
  if (nextStep === 'subscribe') return subscribeOption(await listPlanOffers(), shortage)
  try {
    return await findUpgrade(workspace, shortage)
  } catch (error) {
    logUnknown(error, 'upgrade offer')
    return null
  }
}
