import type { BillingInterval } from '@/db/schema/billing/billing'
import { cheapestPacks } from '../forecast/pack-combination.ts'

/** Which plan would have been cheapest for past usage, with its arithmetic (R49). Pure. */

export type PricedPlan = {
  key: string
  name: string
  allowanceCredits: number
  monthlyPriceCents: number
  annualPriceCents: number
}

type PricedPack = { name: string; credits: number; priceCents: number }

/** What a plan would have cost: its price for all cycles, and packs for what its allowance doesn't cover. */
export type PlanCost = {
  key: string
  name: string
  /** Of one cycle. For yearly billing, a twelfth of the year. */
  pricePerCycleCents: number
  planCents: number
  packs: { name: string; quantity: number }[]
  packCredits: number
  packsCents: number
  totalCents: number
}

export type PlanComparison = {
  /** `none`: the current plan's cost is unknown, because no order of packs covers the usage. */
  result: 'cheaper' | 'current' | 'none'
  /** Credits used in each cycle, oldest first. */
  usedCredits: number[]
  interval: BillingInterval
  /** The current plan first, then the others by cost. Plans that packs can't complete are left out. */
  costs: PlanCost[]
  /** The cheapest plan; null unless the result is `cheaper`. */
  best: PlanCost | null
  savedCents: number
}

type Usage = {
  usedCredits: readonly number[]
  current: PricedPlan
  /** On sale. May contain the current plan. */
  plans: readonly PricedPlan[]
  packs: readonly PricedPack[]
  /** Unused pack credits are kept from one cycle to the next. */
  packsLast: boolean
  interval: BillingInterval
}

/**
 * Compares all plans for the same usage at the same prices. For equal costs the current plan counts as cheapest. A yearly
 * price is divided by twelve; the current plan's share is rounded down and the others' up, so the saving is never
 * overstated.
 */
export function cheapestPlan(usage: Usage): PlanComparison {
  const { current, plans, interval } = usage
  const own = costOf(current, usage, Math.floor)
  const others = plans
    .filter(({ key }) => key !== current.key)
    .flatMap((plan) => costOf(plan, usage, Math.ceil) ?? [])
    .toSorted((a, b) => a.totalCents - b.totalCents)
  const [cheapest] = others
  const best = own && cheapest && cheapest.totalCents < own.totalCents ? cheapest : null
  return {
    result: !own ? 'none' : best ? 'cheaper' : 'current',
    usedCredits: [...usage.usedCredits],
    interval,
    costs: own ? [own, ...others] : others,
    best,
    savedCents: own && best ? own.totalCents - best.totalCents : 0,
  }
}

function costOf(plan: PricedPlan, usage: Usage, round: (cents: number) => number): PlanCost | null {
  const { usedCredits, packs, packsLast, interval } = usage
  const short = usedCredits.map((used) => Math.max(0, used - plan.allowanceCredits))
  // Packs that outlast the cycle are bought for all cycles together: what is left of one helps the next.
  const orders = (packsLast ? [sum(short)] : short).filter((credits) => credits > 0)
  const bought = orders.map((credits) => cheapestPacks(packs, credits))
  if (bought.includes(null)) return null
  const choices = bought.flatMap((order) => order?.choices ?? [])
  const quantities = new Map<string, number>()
  for (const { pack, quantity } of choices)
    quantities.set(pack.name, (quantities.get(pack.name) ?? 0) + quantity)
  const cycles = usedCredits.length
  const planCents =
    interval === 'year' ? round((plan.annualPriceCents * cycles) / 12) : plan.monthlyPriceCents * cycles
  const packsCents = sum(bought.map((order) => order?.priceCents ?? 0))
  return {
    key: plan.key,
    name: plan.name,
    pricePerCycleCents: interval === 'year' ? round(plan.annualPriceCents / 12) : plan.monthlyPriceCents,
    planCents,
    packs: [...quantities].map(([name, quantity]) => ({ name, quantity })),
    packCredits: sum(bought.map((order) => order?.credits ?? 0)),
    packsCents,
    totalCents: planCents + packsCents,
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
