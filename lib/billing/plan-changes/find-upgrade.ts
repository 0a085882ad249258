import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { tryUse } from '@/lib/limits-of-use/limiter'
import { planOffers } from '../catalog/catalog.ts'
import { type CurrentSubscription, currentSubscription } from '../subscription/current-subscription.ts'
import type { UpgradeOption } from '../views.ts'
import { assertCanChange, changeOf, planToChangeTo } from './preview-change.ts'
import { cheapestUpgrade, type Shortage, upgradeOptions } from './upgrade-choice.ts'

/** More plans above the current one than this are not asked about: each asks Stripe. */
const MOST_PLANS = 3

/**
 * The plan that makes up for what is short, for the least money today, at Stripe's own preview (R17); the one with most
 * credits when none covers it. Null when there is no larger plan, when this one cannot be changed now, or when Stripe was
 * asked too often (R42): the plans on the billing page still show every price.
 */
export async function findUpgrade(ctx: WorkspaceContext, shortage: Shortage): Promise<UpgradeOption | null> {
  const { ok } = await tryUse('upgrade-offer.workspace', ctx.workspaceId)
  if (!ok) return null
  try {
    const current = await currentSubscription(ctx)
    return cheapestUpgrade(await waysUp(ctx, current, shortage))
  } catch (error) {
    // The plan cannot be changed now: the plan card says why.
    if (isRefusal(error)) return null
    throw error
  }
}

async function waysUp(
  ctx: WorkspaceContext,
  current: CurrentSubscription,
  { shortCredits }: Shortage,
): Promise<UpgradeOption[]> {
  const { plan: from, interval } = current.current
  const larger = (await planOffers())
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
