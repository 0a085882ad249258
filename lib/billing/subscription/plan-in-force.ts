import type { LimitMetric } from '@/db/schema/billing/plan-limits'
import { fundedPart } from '@/lib/credits/decide/roll-forward.ts'
import type { Account } from '@/lib/credits/model'
import { fairUseOf, limitsOf, type Plan } from '../catalog/catalog.ts'

/** Multiplies the price and allowance of a plan by its quantity. */
export function planTimes(plan: Plan, quantity: number): Plan {
  if (quantity === 1) return plan
  const times = (value: number | null) => (value === null ? null : value * quantity)
  return {
    ...plan,
    monthlyPriceCents: plan.monthlyPriceCents * quantity,
    annualPriceCents: plan.annualPriceCents * quantity,
    allowanceCredits: plan.allowanceCredits * quantity,
    reportsLimit: times(plan.reportsLimit),
    emailsLimit: times(plan.emailsLimit),
    contactsLimit: times(plan.contactsLimit),
  }
}

/** The monthly limits of the current cycle, with fair use; while unpaid, the share of the grace period (R19). */
export function limitsInCycle(plan: Plan, account: Account): Record<LimitMetric, number> | null {
  const [limits, fairUse] = [limitsOf(plan), fairUseOf(plan)]
  if (!limits || !fairUse) return null
  const part = (amount: number) => fundedPart(amount, account)
  return {
    reports: part(limits.reports),
    emails: part(limits.emails),
    contacts: part(limits.contacts),
    images: part(fairUse.images),
    edits: part(fairUse.edits),
    valuations: part(fairUse.valuations),
    posts: part(fairUse.posts),
  }
}
