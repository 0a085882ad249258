import type { PlanChange, PlanOffer, UpgradeOption } from '../views.ts'

/** Which larger plan covers a shortage for the least money. Pure: the page and its tests share it. */

/** What is missing until the cycle, the trial or the plan ends, and what is left now. */
export type Shortage = { shortCredits: number; leftCredits: number }

/** The rest of the cycle for its share of the price, and a new cycle today at the full price. */
export function upgradeOptions(plan: PlanOffer, change: PlanChange, shortCredits: number): UpgradeOption[] {
  const { interval, currency, priceCents: renewalCents, newCycle } = change
  const common = { plan, interval, currency, renewalCents }
  const ways: UpgradeOption[] = []
  if (change.when === 'now' && change.creditsAdded > 0) {
    ways.push({
      ...common,
      start: 'prorated',
      chargeCents: change.chargeCents,
      creditsAdded: change.creditsAdded,
      expiresTodayCredits: 0,
      unusedCredits: Math.max(0, change.creditsAdded - shortCredits),
      resetsAt: change.resetsAt,
      isEnough: change.creditsAdded >= shortCredits,
    })
  }
  if (newCycle) {
    ways.push({
      ...common,
      start: 'new-cycle',
      chargeCents: newCycle.chargeCents,
      creditsAdded: newCycle.creditsAdded,
      expiresTodayCredits: newCycle.creditsExpiring,
      // What is left of the larger allowance is there for the rest of the new cycle.
      unusedCredits: 0,
      resetsAt: newCycle.resetsAt,
      isEnough: newCycle.creditsAdded - newCycle.creditsExpiring >= shortCredits,
    })
  }
  return ways
}

/** Credits that can be spent more than without it. */
const gainOf = ({ creditsAdded, expiresTodayCredits }: UpgradeOption) => creditsAdded - expiresTodayCredits

export function cheapestUpgrade(ways: readonly UpgradeOption[]): UpgradeOption | null {
  const enough = ways
    .filter(({ isEnough }) => isEnough)
    .toSorted((a, b) => a.chargeCents - b.chargeCents || gainOf(b) - gainOf(a))
  const most = ways.toSorted((a, b) => gainOf(b) - gainOf(a) || a.chargeCents - b.chargeCents)
  return enough[0] ?? most[0] ?? null
}

/**
 * For a trial: the smallest monthly plan whose first cycle covers what is needed. Subscribing begins a new cycle, so what is
 * left of the trial ends today (R14).
 */
export function subscribeOption(
  plans: readonly PlanOffer[],
  { shortCredits, leftCredits }: Shortage,
): UpgradeOption | null {
  const bySize = plans
    .filter(({ mode }) => mode === 'credits')
    .toSorted((a, b) => a.monthlyPriceCents - b.monthlyPriceCents)
  const plan = bySize.find((one) => one.allowanceCredits >= leftCredits + shortCredits) ?? bySize.at(-1)
  if (!plan) return null
  return {
    plan,
    interval: 'month',
    start: 'subscribe',
    chargeCents: plan.monthlyPriceCents,
    currency: plan.currency,
    creditsAdded: plan.allowanceCredits,
    expiresTodayCredits: leftCredits,
    unusedCredits: 0,
    resetsAt: null,
    renewalCents: plan.monthlyPriceCents,
    isEnough: plan.allowanceCredits >= leftCredits + shortCredits,
  }
}
