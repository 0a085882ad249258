import type { PlanChange, PlanOffer, UpgradeOption } from '@/lib/billing/views'

/** Finds the cheapest larger plan that covers a shortage. Pure. */

/** The shortage until the cycle, trial or plan ends, and what is left now. */
export type Shortage = { shortCredits: number; leftCredits: number }

/** The prorated upgrade, and a new cycle today at the full price. */
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
      // The rest of the larger allowance is available for the rest of the new cycle.
      unusedCredits: 0,
      resetsAt: newCycle.resetsAt,
      isEnough: newCycle.creditsAdded - newCycle.creditsExpiring >= shortCredits,
    })
  }
  return ways
}

/** Additional credits compared with no upgrade. */
const gainOf = ({ creditsAdded, expiresTodayCredits }: UpgradeOption) => creditsAdded - expiresTodayCredits

export function cheapestUpgrade(ways: readonly UpgradeOption[]): UpgradeOption | null {
  const enough = ways
    .filter(({ isEnough }) => isEnough)
    .toSorted((a, b) => a.chargeCents - b.chargeCents || gainOf(b) - gainOf(a))
  const most = ways.toSorted((a, b) => gainOf(b) - gainOf(a) || a.chargeCents - b.chargeCents)
  return enough[0] ?? most[0] ?? null
}

/**
 * For a trial: the smallest monthly plan whose first cycle covers the need. Subscribing starts a new cycle, so the rest of
 * the trial credits expires today (R14).
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
