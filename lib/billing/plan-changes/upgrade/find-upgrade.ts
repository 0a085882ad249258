import { listPlanOffers } from '@/lib/billing/catalog/catalog'
import {
  type CurrentSubscription,
  getCurrentSubscription,
} from '@/lib/billing/subscription/current-subscription'
import type { UpgradeOption } from '@/lib/billing/views'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { tryUse } from '@/lib/rate-limits/limiter'
import { assertCanChange, changeOf, planToChangeTo } from '../preview-change.ts'
import { cheapestUpgrade, type Shortage, upgradeOptions } from './upgrade-choice.ts'

/** At most this many larger plans are checked, because each needs a request to Stripe. */
const MOST_PLANS = 3

/**
 * The plan that covers the shortage for the least money today, from Stripe's previews (R17); the one with the most credits
 * when none covers it. Null when there is no larger plan, when the plan cannot be changed now, or when the limit of previews
 * is reached (R42); the billing page still shows the prices of all plans.
 */
export async function findUpgrade(ctx: WorkspaceContext, shortage: Shortage): Promise<UpgradeOption | null> {
  const { ok } = await tryUse('upgrade-offer.workspace', ctx.workspaceId)
  if (!ok) return null
  try {
    const current = await getCurrentSubscription(ctx)
    return cheapestUpgrade(await largerOptions(ctx, current, shortage))
  } catch (error) {
    // The plan cannot be changed now; the plan card shows why.
    if (isRefusal(error)) return null
    throw error
  }
}

async function largerOptions(
  ctx: WorkspaceContext,
  current: CurrentSubscription,
  { shortCredits }: Shortage,
): Promise<UpgradeOption[]> {
  const { plan: from, interval } = current.current
  const larger = (await listPlanOffers())
    .filter(
      (plan) =>
        plan.mode === 'credits' &&
        plan.monthlyPriceCents > from.monthlyPriceCents &&
        plan.allowanceCredits > from.allowanceCredits,
    )
    .slice(0, MOST_PLANS)
  const changes = larger.map(async (offer) => {
    const plan = await planToChangeTo(current, offer.key)
    assertCanChange(current, plan, interval)
    return upgradeOptions(offer, await changeOf(ctx, current, plan, interval), shortCredits)
  })
  return (await Promise.all(changes)).flat()
}
