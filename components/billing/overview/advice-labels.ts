import { tightest } from '@/components/credits/credit-labels'
import { type PlanNotice, planNotice } from '@/components/credits/plan-notice'
import type { Recommendation } from '@/lib/billing/forecast/recommendation'
import type { CreditsSummary, PlanOffer, PlanStanding } from '@/lib/billing/views'
import { formatCredits, formatDate, formatDay, formatMoney, formatNumber } from '@/lib/core/text/format'
import { orderLabel } from '../balance/cover-labels'
import { pastDueText } from '../plans/plan-labels'

/** Labels of the one recommendation on the overview (R24). */

export type AdviceLabels = {
  title: string
  /** What it costs today. */
  price: string | null
  reason: string
  tone: 'good' | 'warn' | 'bad'
}

const FREE = 0

export function recommendationLabels(
  found: Recommendation,
  { timeZone, plan, resetsAt }: Pick<CreditsSummary, 'timeZone' | 'plan' | 'resetsAt'>,
): AdviceLabels {
  const nothing = formatMoney(FREE, plan.currency)
  switch (found.way) {
    case 'none':
      return found.because === 'lasts'
        ? {
            title: 'Nothing to do',
            price: nothing,
            reason: `At this pace, your credits last until ${formatDate(resetsAt, timeZone)}.`,
            tone: 'good',
          }
        : {
            title: 'Nothing to do yet',
            price: nothing,
            reason: 'There isn’t enough activity for a forecast. Check back after two days.',
            tone: 'good',
          }
    case 'wait':
      return {
        title: `Wait for the reset on ${formatDay(found.resetsAt, timeZone)}`,
        price: nothing,
        reason:
          found.days === 0
            ? 'You may run out on the last day. Everything else costs money for credits you’d hardly use.'
            : 'You may be without credits for a day. Everything else costs money for credits you’d hardly use.',
        tone: 'good',
      }
    case 'packs': {
      const { packs, instead } = found
      const until = packs.endsAt ? `, usable until ${formatDate(packs.endsAt, timeZone)}` : ''
      return {
        title: `Buy ${orderLabel(packs.lines)}`,
        price: formatMoney(packs.priceCents, packs.currency),
        reason: `${formatCredits(packs.credits)}${until}.${
          instead
            ? ` Upgrading to ${instead.plan.name} costs ${formatMoney(instead.chargeCents, instead.currency)} today.`
            : ''
        }`,
        tone: 'warn',
      }
    }
    case 'upgrade': {
      const { upgrade, instead } = found
      const subscribes = upgrade.start === 'subscribe'
      const rhythm = upgrade.interval === 'year' ? 'a year' : 'a month'
      return {
        title: `${subscribes ? 'Subscribe' : 'Upgrade'} to ${upgrade.plan.name}`,
        price: formatMoney(upgrade.chargeCents, upgrade.currency),
        reason: `${formatNumber(upgrade.creditsAdded)} ${upgrade.start === 'prorated' ? 'more credits' : 'credits'} today, then ${formatMoney(upgrade.renewalCents, upgrade.currency)} ${rhythm}.${
          instead ? ` Packs cost ${formatMoney(instead.priceCents, instead.currency)}.` : ''
        }`,
        tone: 'warn',
      }
    }
    case 'compare':
      return {
        title: 'Compare plans and packs',
        price: null,
        reason: 'No single pack order or upgrade covers what you’d need until the reset.',
        tone: 'warn',
      }
  }
}

/** What has to be settled before anything else counts; null: nothing. */
export function unsettledLabels(summary: CreditsSummary, standing: PlanStanding): AdviceLabels | null {
  const { plan } = summary
  const notice: PlanNotice | null = planNotice(plan)
  if (plan.spending === 'trial-ended' || plan.spending === 'canceled') return null
  if (standing.graceEndsAt)
    return {
      title: 'Pay your open invoice',
      price: null,
      reason: `Your last payment didn’t go through. ${pastDueText(summary, standing.graceEndsAt)}`,
      tone: 'bad',
    }
  if (!notice) return null
  return { title: notice.title, price: null, reason: notice.text, tone: 'warn' }
}

/** For a workspace without a paid plan: what the cheapest plan costs. */
export function choosePlanLabels(
  { plan, timeZone }: Pick<CreditsSummary, 'plan' | 'timeZone'>,
  cheapest: PlanOffer | undefined,
): AdviceLabels {
  const over = plan.spending === 'trial-ended' || plan.spending === 'canceled'
  const ends =
    !over && plan.trialEndsAt ? ` before your trial ends on ${formatDay(plan.trialEndsAt, timeZone)}` : ''
  const offer = cheapest
    ? `${cheapest.name} includes ${formatCredits(cheapest.allowanceCredits)} a month.`
    : ''
  const kept = over ? (planNotice(plan)?.text ?? '') : 'Unused trial credits don’t carry over.'
  return {
    title: `Choose a plan${ends}`,
    price: cheapest ? `From ${formatMoney(cheapest.monthlyPriceCents, cheapest.currency)} a month` : null,
    reason: [kept, offer].filter(Boolean).join(' '),
    tone: over ? 'bad' : 'warn',
  }
}

/** On a plan with monthly limits, by the limit that is closest to used up. */
export function limitsLabels(
  { meters, resetsAt, timeZone, plan }: CreditsSummary,
  larger: PlanOffer | undefined,
): AdviceLabels {
  const line = meters && tightest(meters)
  if (line?.tone !== 'red')
    return {
      title: 'Nothing to do',
      price: formatMoney(FREE, plan.currency),
      reason: `None of your limits is close. They reset on ${formatDate(resetsAt, timeZone)}.`,
      tone: 'good',
    }
  if (!larger)
    return {
      title: `Wait for the reset on ${formatDay(resetsAt, timeZone)}`,
      price: formatMoney(FREE, plan.currency),
      reason: `${line.label}: ${line.words}. No plan has higher limits.`,
      tone: 'warn',
    }
  return {
    title: `Upgrade to ${larger.name}`,
    price: `${formatMoney(larger.monthlyPriceCents, larger.currency)} a month`,
    reason: `${line.label}: ${line.words}. Limits reset on ${formatDay(resetsAt, timeZone)}.`,
    tone: 'warn',
  }
}
