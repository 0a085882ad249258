import { billingHref } from '@/lib/billing/shared/billing-address'
import type { CreditsSummary, LimitMeter, PlanCard } from '@/lib/billing/views'
import { countOf, formatDate, formatNumber, inDays } from '@/lib/core/text/format'
import { type Usage, type UsageTone, usageTone } from '@/lib/credits/shared/usage'

/** Labels about credits in one place, so the menu, the billing page and the dashboard say the same. */

/** "1,240 of 2,000 used, 760 left", and while work is running "1,240 of 2,000 used, 740 left, 20 held". */
export function usageLabel({ usedCredits, heldCredits, totalCredits, leftCredits }: Usage): string {
  const held = heldLabel(heldCredits)
  if (totalCredits === 0) return `No credits${held}`
  return `${formatNumber(usedCredits)} of ${formatNumber(totalCredits)} used, ${formatNumber(leftCredits)} left${held}`
}

const heldLabel = (held: number) => (held > 0 ? `, ${formatNumber(held)} held` : '')

const leftOf = ({ used, held, limit }: LimitMeter) => Math.max(0, limit - used - held)

const toneLabels: Record<UsageTone, string> = {
  green: 'Plenty left',
  orange: 'More than half used',
  red: 'Running low',
}

export function usageHeadline({ totalCredits, leftCredits, heldCredits, tone }: Usage): string {
  if (totalCredits === 0) return 'No credits to spend'
  if (leftCredits > 0) return toneLabels[tone]
  return heldCredits > 0 ? 'All used or held' : 'All used'
}

/** "Resets Dec 21, 2026, in 9 days". */
export function resetLabel({ resetsAt, timeZone, asOf, plan }: CreditsSummary): string {
  if (plan.status === 'trialing') return trialWords(plan, timeZone, asOf)
  if (plan.spending === 'canceled') return 'Subscribe to get credits'
  return `Resets ${formatDate(resetsAt, timeZone)}, ${inDays(asOf, resetsAt, timeZone)}`
}

function trialWords({ trialEndsAt, spending }: PlanCard, timeZone: string, asOf: string): string {
  if (!trialEndsAt) return 'Trial'
  const verb = spending === 'trial-ended' ? 'ended' : 'ends'
  return `Trial ${verb} ${formatDate(trialEndsAt, timeZone)}, ${inDays(asOf, trialEndsAt, timeZone)}`
}

const metricLabels: Record<LimitMeter['metric'], string> = {
  reports: 'Reports',
  emails: 'Emails',
  contacts: 'Contacts',
  images: 'AI images',
  edits: 'Image edits',
  valuations: 'Valuations',
  posts: 'Feed posts',
}

export type MeterLine = LimitMeter & { label: string; words: string; tone: UsageTone }

/** The monthly limits of a limits plan, each with its text and color. */
export function meterLines(meters: LimitMeter[]): MeterLine[] {
  return meters.map((meter) => ({
    ...meter,
    label: metricLabels[meter.metric],
    words: `${formatNumber(meter.used)} of ${formatNumber(meter.limit)} used, ${formatNumber(leftOf(meter))} left${heldLabel(meter.held)}`,
    tone: usageTone(meter.used, meter.limit),
  }))
}

/** The limit that is closest to used up; the profile button shows it. */
export function tightest(meters: LimitMeter[]): MeterLine | null {
  const share = ({ used, limit }: LimitMeter) => (limit > 0 ? used / limit : 1)
  return meterLines(meters).sort((a, b) => share(b) - share(a))[0] ?? null
}

export type TopUpLink = { label: string; href: string }

/** The link to more credits for this person and plan (R22, R23, R31). */
export function topUpLink({ nextStep, meters }: Pick<CreditsSummary, 'nextStep' | 'meters'>): TopUpLink {
  const plans = billingHref('plans', { anchor: 'plans' })
  const packs = billingHref('plans', { anchor: 'packs' })
  if (nextStep === 'ask-admin')
    return {
      label: 'Ask an admin for credits',
      href: meters ? plans : packs,
    }
  if (meters) return { label: 'Upgrade your plan', href: plans }
  if (nextStep === 'subscribe') return { label: 'Subscribe to get credits', href: plans }
  return { label: 'Buy credits', href: packs }
}

/** The overall color: of the balance, or of the tightest limit. */
export function summaryTone({ meters, usage }: Pick<CreditsSummary, 'meters' | 'usage'>): UsageTone {
  return meters ? (tightest(meters)?.tone ?? 'green') : usage.tone
}

/** A red bar, or credits that can no longer be spent: time to offer more (R22). */
export function needsCredits(summary: Pick<CreditsSummary, 'meters' | 'usage' | 'plan'>): boolean {
  const { spending } = summary.plan
  return summaryTone(summary) === 'red' || spending === 'trial-ended' || spending === 'canceled'
}

/** The text next to the profile icon: "760 credits left", "9 reports left". */
export function glanceLabel(summary: Pick<CreditsSummary, 'meters' | 'usage'>): string {
  if (!summary.meters) return `${countOf(summary.usage.leftCredits, 'credit')} left`
  const line = tightest(summary.meters)
  if (!line) return 'No limits'
  return `${formatNumber(leftOf(line))} ${line.label.toLowerCase()} left`
}
