import type { BadgeTone } from '@/components/ui/badge'
import { billingHref } from '@/lib/billing/shared/billing-address'
import type { BillingGlance, CreditsOutlook, CreditsSummary, PlanStanding } from '@/lib/billing/views'
import { formatDate, formatMoney, formatNumber } from '@/lib/core/text/format'
import { coversLine, type ForecastLabels, forecastLabels, scheduledLabel } from '../balance/outlook-labels'
import { statusLabels } from '../payment/record-labels'
import { planPriceText, planStatusLabel } from '../plans/plan-labels'

/**
 * What the overview's cards say, as text that the server writes. Most of the cards are rendered in the browser too and get it as
 * data, as those of the dashboard do (components/dashboard/card-rows.ts).
 */

export type RunOutLabels = ForecastLabels & { scheduled: string | null }

export function runOutLabels(
  outlook: CreditsOutlook,
  { timeZone, plan }: Pick<CreditsSummary, 'timeZone' | 'plan'>,
): RunOutLabels {
  const { ending, endsAt, forecast, scheduledCredits } = outlook
  return {
    ...forecastLabels(outlook, { ending, endsAt, timeZone, trial: plan.status === 'trialing' }),
    scheduled: forecast.kind === 'too-early' ? null : scheduledLabel(scheduledCredits),
  }
}

/** What was used lately, and what the balance still covers. */
export type UsedLabels = { figures: { term: string; amount: string }[]; covers: string }

export function usedLabels(
  { used, stillBuys }: Pick<CreditsOutlook, 'used' | 'stillBuys'>,
  { usedCredits, leftCredits }: CreditsSummary['usage'],
): UsedLabels {
  const figure = (term: string, credits: number) => ({ term, amount: formatNumber(credits) })
  return {
    figures: [
      figure('Used today', used.today),
      figure('Last 7 days', used.week),
      figure('This cycle', usedCredits),
    ],
    covers: coversLine(leftCredits, stillBuys),
  }
}

export type PlanLabels = { name: string; price: string; status: { label: string; tone: BadgeTone } }

export const planLabels = ({ plan }: Pick<CreditsSummary, 'plan'>, standing: PlanStanding): PlanLabels => ({
  name: plan.name,
  price: planPriceText(plan),
  status: planStatusLabel(plan, standing),
})

/** A line of the plan's card, with a link to Stripe's invoice or to a page of ours. */
export type PlanLine = { term: string; text: string; href?: string; isElsewhere?: boolean }

export function changesLine({ pending }: PlanStanding, timeZone: string): PlanLine[] {
  if (!pending?.from) return []
  return [{ term: 'Changes to', text: `${pending.planName}, ${formatDate(pending.from, timeZone)}` }]
}

type Ending = Pick<CreditsSummary, 'timeZone' | 'plan'> & { endsAt: string | null }

export function chargeLines(
  { nextCharge, lastInvoice }: BillingGlance,
  { timeZone, plan, endsAt }: Ending,
): PlanLine[] {
  const on = (cents: number, currency: string, at: string) =>
    `${formatMoney(cents, currency)}, ${formatDate(at, timeZone)}`
  const next = () => {
    if (nextCharge) return on(nextCharge.amountCents, nextCharge.currency, nextCharge.at)
    if (endsAt) return `None, ends ${formatDate(endsAt, timeZone)}`
    if (plan.periodEndsAt && plan.status === 'active')
      return on(plan.priceCents, plan.currency, plan.periodEndsAt)
    return 'None'
  }
  const last = (): Omit<PlanLine, 'term'> => {
    if (!lastInvoice) return { text: 'None yet' }
    const { amountCents, currency, at, status, href } = lastInvoice
    return {
      text: `${on(amountCents, currency, at)}, ${statusLabels[status].label.toLowerCase()}`,
      href: href ?? billingHref('payment'),
      isElsewhere: href !== null,
    }
  }
  return [
    { term: 'Next charge', text: next() },
    { term: 'Last invoice', ...last() },
  ]
}

/** For members, who see when the plan renews but no amounts (R31). */
export function renewsLines({ plan, timeZone, endsAt }: Ending): PlanLine[] {
  const line = (term: string, at: string) => [{ term, text: formatDate(at, timeZone) }]
  if (endsAt) return line('Ends', endsAt)
  if (plan.status === 'trialing' && plan.trialEndsAt) return line('Trial ends', plan.trialEndsAt)
  return plan.periodEndsAt ? line('Renews', plan.periodEndsAt) : []
}
