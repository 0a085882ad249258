import type { BadgeTone } from '@/components/ui/badge'
import type { BillingInterval } from '@/db/schema/billing/billing'
import type {
  CreditsSummary,
  PendingPlan,
  PlanCard,
  PlanOffer,
  PlanStanding,
  StillBuys,
} from '@/lib/billing/views'
import { formatCredits, formatDate, formatMoney, formatNumber, formatUnitPrice } from '@/lib/core/text/format'

/** Labels of the plan card and its actions. */

export function planStatusLabel(
  { status, spending, unfunded }: PlanCard,
  { endsAt }: PlanStanding,
): { label: string; tone: BadgeTone } {
  if (spending === 'trial-ended') return { label: 'Trial ended', tone: 'bad' }
  if (status === 'canceled' || spending === 'canceled') return { label: 'Canceled', tone: 'bad' }
  if (status === 'past_due') return { label: 'Past due', tone: 'warn' }
  if (unfunded === 'paused' || unfunded === 'collection-paused') return { label: 'Paused', tone: 'warn' }
  if (unfunded === 'written-off') return { label: 'Unpaid', tone: 'warn' }
  if (status === 'trialing') return { label: 'Trial', tone: 'brass' }
  return endsAt ? { label: 'Ends soon', tone: 'warn' } : { label: 'Active', tone: 'good' }
}

/** A plan on sale, with what its allowance pays for. */
export type ComparedPlan = PlanOffer & { covers: StillBuys[] }

export const priceOf = (plan: PlanOffer, interval: BillingInterval): number =>
  interval === 'year' ? plan.annualPriceCents : plan.monthlyPriceCents

export const rhythmOf = (interval: BillingInterval): string => (interval === 'year' ? 'a year' : 'a month')

/** The price of one credit, with all credits of the billing interval. */
export function creditPriceText(plan: PlanOffer, interval: BillingInterval): string {
  const months = interval === 'year' ? 12 : 1
  return formatUnitPrice(priceOf(plan, interval), plan.allowanceCredits * months, plan.currency)
}

export function planPriceText({ status, priceCents, currency, interval }: PlanCard): string {
  if (status === 'trialing' || priceCents === 0) return 'Free, no card required'
  return `${formatMoney(priceCents, currency)} ${interval === 'year' ? 'a year' : 'a month'}`
}

/** What a past-due payment withholds, and from when. */
export function pastDueText({ plan, timeZone, asOf }: CreditsSummary, graceEndsAt: string): string {
  const day = formatDate(graceEndsAt, timeZone)
  const gives = plan.mode === 'credits' ? 'credits' : 'monthly limits'
  const rest =
    plan.creditsOnPayment > 0
      ? ` ${formatCredits(plan.creditsOnPayment)} will be added as soon as you pay.`
      : ''
  if (Date.parse(graceEndsAt) <= Date.parse(asOf))
    return `Since ${day}, new cycles don’t include ${gives}.${rest || ' Pay to restore them.'}`
  if (rest) return `Until ${day}, you can use part of this cycle’s ${gives}.${rest}`
  return `Cycles that start after ${day} won’t include ${gives} until you pay.`
}

/** The price and allowance of new terms. */
export function newTermsText({
  priceCents,
  currency,
  interval,
  allowanceCredits,
  limits,
}: PendingPlan): string {
  const gives = limits
    ? `${formatNumber(limits.reports)} reports, ${formatNumber(limits.emails)} emails and ${formatNumber(limits.contacts)} contacts`
    : formatCredits(allowanceCredits)
  return `${gives} a month for ${formatMoney(priceCents, currency)} a ${interval}`
}

/** What canceling the plan means, shown before it is confirmed. */
export function cancelLines(summary: CreditsSummary, hasPending: boolean) {
  const { plan, allowanceLeft, extraLeft } = summary
  const left = allowanceLeft + extraLeft
  return [
    { term: 'Future charges', words: 'None' },
    ...(plan.mode === 'credits' && left > 0
      ? [{ term: 'Credits left today', words: `${formatCredits(left)}, usable until then` }]
      : []),
    ...(hasPending ? [{ term: 'Scheduled plan change', words: 'Canceled' }] : []),
    { term: 'After that', words: 'You can still view your work, but not create more' },
  ]
}
