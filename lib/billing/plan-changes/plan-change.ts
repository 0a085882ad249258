import type { BillingInterval } from '@/db/schema/billing/billing'

type Choice = { monthlyPriceCents: number; interval: BillingInterval }

/**
 * When a change of plan takes effect (R17). A plan that costs more begins at once, and so does paying by the year; one
 * that costs less waits for the end of what is paid for, and so does going back from the year to the month.
 */
export function takesEffect(from: Choice, to: Choice): 'now' | 'period-end' {
  if (from.interval === 'year' && to.interval === 'month') return 'period-end'
  if (to.monthlyPriceCents !== from.monthlyPriceCents)
    return to.monthlyPriceCents > from.monthlyPriceCents ? 'now' : 'period-end'
  return to.interval === from.interval ? 'period-end' : 'now'
}
