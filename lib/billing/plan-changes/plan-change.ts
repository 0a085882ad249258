import type { BillingInterval } from '@/db/schema/billing/billing'

type Choice = { monthlyPriceCents: number; interval: BillingInterval }

/**
 * When a plan change takes effect (R17). An upgrade and a switch to yearly billing start immediately; a downgrade and a
 * switch back to monthly billing wait for the end of the paid period.
 */
export function takesEffect(from: Choice, to: Choice): 'now' | 'period-end' {
  if (from.interval === 'year' && to.interval === 'month') return 'period-end'
  if (to.monthlyPriceCents !== from.monthlyPriceCents)
    return to.monthlyPriceCents > from.monthlyPriceCents ? 'now' : 'period-end'
  return to.interval === from.interval ? 'period-end' : 'now'
}
