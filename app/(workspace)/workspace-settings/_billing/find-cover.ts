import { listPlanOffers } from '@/lib/billing/catalog/catalog'
import { findUpgrade } from '@/lib/billing/plan-changes/upgrade/find-upgrade'
import { subscribeOption } from '@/lib/billing/plan-changes/upgrade/upgrade-choice'
import type { CreditsSummary, UpgradeOption } from '@/lib/billing/views'
import { logUnknown } from '@/lib/core/logging/log'
import { KeptAnswers } from '@/lib/core/process/kept-answers'
import type { Membership } from '@/lib/workspaces/members/membership'
import { hourOf } from './read-glance'

/** Each offer takes several requests to Stripe. Its amounts are those of a moment, which the offer names when it is taken. */
const offers = new KeptAnswers<UpgradeOption | null>({ forMs: 30_000 })

/** The upgrade for a shortage; only for owners and admins (R31). When Stripe is unavailable, packs are shown without it. */
export async function upgradeFor(
  workspace: Membership,
  { nextStep, usage, version, plan, asOf }: CreditsSummary,
  shortCredits: number,
): Promise<UpgradeOption | null> {
  const shortage = { shortCredits, leftCredits: usage.leftCredits }
  if (nextStep === 'ask-admin') return null
  if (nextStep === 'subscribe') return subscribeOption(await listPlanOffers(), shortage)
  try {
    const key = [workspace.workspaceId, workspace.userId, version, plan, hourOf(asOf), shortage]
    return await offers.read(key, () => findUpgrade(workspace, shortage))
  } catch (error) {
    logUnknown(error, 'upgrade offer')
    return null
  }
}
