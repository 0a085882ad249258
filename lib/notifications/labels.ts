import { autoTopUpHref } from '@/lib/billing/checkout/links'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { env } from '@/lib/core/settings/env'
import {
  countOf,
  formatCredits,
  formatDate,
  formatMoney,
  formatNumber,
  formatTime,
} from '@/lib/core/text/format'
import { formatPaid } from '@/lib/core/text/money'
import { levelLabel } from './alert-levels/alert-level'
import type { Gives, Notice } from './notice'
import { autoTopUpText } from './notices/auto-top-up-text'

type Step = { label: string; href: string }
export type NotificationText = { title: string; body: string; steps: Step[] }

const packs = billingHref('plans', { anchor: 'packs' })
const plans = billingHref('plans', { anchor: 'plans' })
const billing = billingHref()
const payment = billingHref('payment')
const plan = billingHref('plans')
const alertLevels = '/workspace-settings?tab=notifications#alert-levels'
const digest = '/notifications/digest'
const apiKeys = '/workspace-settings?tab=keys'
const spendingLimits = billingHref('usage', { anchor: 'spending-limits' })

const catalogPrice = (cents: number) => formatMoney(cents, env().CATALOG_CURRENCY)

/** The text of a notification and its next steps, the same in the app and by email. */
export function notificationText(notice: Notice, timeZone: string): NotificationText {
  const on = (instant: string) => formatDate(instant, timeZone)
  const at = (instant: string) => `${formatDate(instant, timeZone)}, ${formatTime(instant, timeZone)}`
  switch (notice.kind) {
    case 'low-credits':
      return lowCredits(notice.data, on)
    case 'alert-level': {
      const { level, leftCredits, heldCredits } = notice.data
      const { options, steps } = waysOut(notice.data, on)
      return {
        title: `${formatCredits(leftCredits)} left${heldWords(heldCredits)}`,
        body: `Your balance is below your alert level of ${levelLabel(level)}. ${listWithOr(options)}.`,
        steps: [...steps, { label: 'Change alert levels', href: alertLevels }],
      }
    }
    case 'usage-digest': {
      const { startsAt, endsAt, usedCredits, mode } = notice.data
      return {
        title: `Your usage from ${on(startsAt)} to ${on(endsAt)}`,
        body:
          mode === 'limits'
            ? 'See what was used in your last billing cycle, by limit.'
            : `${formatCredits(usedCredits)} used. See usage by member and action, and the forecast for this cycle.`,
        steps: [{ label: 'View digest', href: digest }],
      }
    }
    case 'low-limit': {
      const { metric, used, held = 0, limit, resetsAt, upgrade } = notice.data
      const more = upgrade
        ? ` Upgrade to ${upgrade.name} for a higher limit, at ${catalogPrice(upgrade.monthlyPriceCents)} a month.`
        : ''
      return {
        title: `${formatNumber(used)} of ${formatNumber(limit)} ${metric} used${heldWords(held)}`,
        body: `Your usage resets on ${on(resetsAt)}.${more}`,
        steps: upgrade ? [{ label: `Upgrade to ${upgrade.name}`, href: plans }] : [],
      }
    }
    case 'allowance-reset': {
      const { credits, creditsOnPayment, startedAt, resetsAt } = notice.data
      if (creditsOnPayment)
        return {
          title: `New cycle: ${formatCredits(credits)}`,
          body: `We’ll add ${countOf(creditsOnPayment, 'more credit')} when we receive the payment for this cycle. Your next reset is on ${on(resetsAt)}.`,
          steps: [{ label: 'View balance', href: billing }],
        }
      const since = startedAt ? ` on ${on(startedAt)}` : ''
      return {
        title: `New cycle: ${formatCredits(credits)}`,
        body: `Your monthly credits were reset${since}. Your next reset is on ${on(resetsAt)}.`,
        steps: [{ label: 'View balance', href: billing }],
      }
    }
    case 'purchase-receipt': {
      const { credits, priceCents, paid, endsAt, isAutomatic } = notice.data
      const until = endsAt ? `They expire on ${on(endsAt)}.` : 'They don’t expire.'
      return {
        title: `${isAutomatic ? 'Auto top-up receipt' : 'Receipt'}: ${formatCredits(credits)} for ${paid ? formatPaid(paid) : catalogPrice(priceCents)}`,
        body: `${isAutomatic ? 'Auto top-up bought these credits because your balance fell below your threshold.' : 'We added the credits to your balance.'} ${until}`,
        steps: [
          { label: 'View receipt', href: payment },
          ...(isAutomatic ? [{ label: 'Change auto top-up', href: autoTopUpHref() }] : []),
        ],
      }
    }
    case 'payment-failed':
      return {
        title: 'Your payment didn’t go through',
        body: `Pay the open invoice to keep your ${notice.data.planName} plan.`,
        steps: [{ label: 'Pay invoice', href: billing }],
      }
    case 'first-payment-failed':
      return {
        title: `Your first payment for ${notice.data.planName} didn’t go through`,
        body: 'Pay the invoice to start the plan, or choose another plan.',
        steps: [{ label: 'Pay invoice', href: billing }],
      }
    case 'billing-paused': {
      const { planName, isPlanPaused } = notice.data
      const gives = includedIn(notice.data.gives)
      return isPlanPaused
        ? {
            title: `${planName} is paused`,
            body: `New cycles get no ${gives}. Add a payment method, then ask us to resume the plan.`,
            steps: [{ label: 'View plan', href: plan }],
          }
        : {
            title: `Billing for ${planName} is paused`,
            body: `New cycles get no ${gives} until billing resumes and an invoice is paid. Contact us to resume it.`,
            steps: [{ label: 'View plan', href: plan }],
          }
    }
    case 'invoice-written-off': {
      const { planName, canPay } = notice.data
      const gives = includedIn(notice.data.gives)
      return {
        title: `An invoice for ${planName} was closed without payment`,
        body: canPay
          ? `Pay it to get its ${gives} immediately. Otherwise, you’ll get ${gives} again with your next paid invoice.`
          : `You’ll get ${gives} again with your next paid invoice.`,
        steps: [{ label: canPay ? 'Pay invoice' : 'View plan', href: billing }],
      }
    }
    case 'trial-ending':
      return {
        title: `Your trial ends on ${on(notice.data.endsAt)}`,
        body: 'Choose a plan to continue. You can still view your work after the trial ends.',
        steps: [{ label: 'Choose a plan', href: plans }],
      }
    case 'feed-paused': {
      if ('missing' in notice.data) {
        const { feed, missing, of } = notice.data
        return {
          title: `${countOf(missing, 'listing is', 'listings are')} missing from ${feed}`,
          body: `The last full file doesn’t have ${missing} of ${countOf(of, 'listing')}. Nothing was changed. Confirm that they are off the market, or keep them.`,
          steps: [{ label: 'Review', href: '/workspace-settings?tab=feeds' }],
        }
      }
      const { waiting, credits } = notice.data
      return {
        title: `${countOf(waiting, 'listing needs', 'listings need')} a post`,
        body: `You don’t have enough credits. You need ${formatCredits(credits)} to create the posts.`,
        steps: [{ label: 'Buy credits', href: packs }],
      }
    }
    case 'credits-asked': {
      const { who, leftCredits, cap: limit } = notice.data
      if (limit) {
        const wanted = limit.requestedCredits
          ? ` They requested ${formatCredits(limit.requestedCredits)} per cycle.`
          : ''
        const why = limit.reason ? ` Reason: “${limit.reason}”` : ''
        return {
          title: `${who} requested a higher spending limit`,
          body: `${limit.action ? `The workspace’s limit for “${limit.action}”` : 'Their limit'} is ${formatCredits(limit.mostCredits)} per cycle. ${formatNumber(limit.usedCredits)} are used. The workspace has ${formatCredits(leftCredits)} left.${wanted}${why}`,
          steps: [{ label: 'Change spending limit', href: spendingLimits }],
        }
      }
      return {
        title: `${who} requested credits`,
        body: `The workspace has ${formatCredits(leftCredits)} left.`,
        steps: [{ label: 'Buy credits', href: packs }],
      }
    }
    case 'cap-answered': {
      const { by, mostCredits, action } = notice.data
      const whose = action ? `the workspace’s spending limit for “${action}”` : 'your spending limit'
      return {
        title:
          mostCredits === null
            ? `${by} removed ${whose}`
            : `${by} changed ${whose} to ${formatNumber(mostCredits)}`,
        body:
          mostCredits === null
            ? `${action ? 'Spending on this action' : 'Your spending'} is no longer limited.`
            : `${action ? 'Together, all members' : 'You'} can spend up to ${formatCredits(mostCredits)} per cycle${action ? ' on this action' : ''}.`,
        steps: [{ label: 'View spending limits', href: spendingLimits }],
      }
    }
    case 'terms-change': {
      const { planName, from, interval, priceCents, formerPriceCents, allowanceCredits, limits } = notice.data
      const gives = limits
        ? `${formatNumber(limits.reports)} reports, ${formatNumber(limits.emails)} emails and ${formatNumber(limits.contacts)} contacts`
        : formatCredits(allowanceCredits)
      const price =
        priceCents === formerPriceCents
          ? `for ${catalogPrice(priceCents)} a ${interval}, the same price as now`
          : `for ${catalogPrice(priceCents)} a ${interval} instead of ${catalogPrice(formerPriceCents)}`
      return {
        title: `${planName} has new terms starting ${on(from)}`,
        body: `You’ll get ${gives} a month ${price}. Nothing changes before then. You can switch plans or cancel at any time.`,
        steps: [{ label: 'View plan', href: plan }],
      }
    }
    case 'webhook-disabled': {
      const { id, host, reason } = notice.data
      return {
        title: `We turned off your webhook at ${host}`,
        body:
          reason === 'gone'
            ? 'Its server answered 410 (gone), so we stopped sending events. Turn it on again when the server is ready.'
            : 'Its server accepted no event for 5 days, so we stopped sending. Fix the server, turn the webhook on, then resend failed events from its log.',
        steps: [{ label: 'View webhook', href: `/workspace-settings/webhooks/${id}` }],
      }
    }
    case 'auto-top-up':
      return autoTopUpText(notice.data)
    case 'key-expiring': {
      const { name, expiresAt, isService, lastUsedAt } = notice.data
      const used = lastUsedAt ? `It was last used on ${on(lastUsedAt)}` : 'It was never used'
      const rotate = isService ? 'Rotate it' : 'Its creator can rotate it'
      return {
        title: `Your API key “${name}” expires on ${at(expiresAt)}`,
        body: `${used}. Once it expires, requests with it are refused. ${rotate} before then: the old key can keep working while you switch.`,
        steps: [{ label: 'View API keys', href: apiKeys }],
      }
    }
    case 'case-answered': {
      const { title, href, answer, refundedCredits } = notice.data
      const refund = refundedCredits > 0 ? ` We refunded ${formatCredits(refundedCredits)}.` : ''
      return {
        title: `We answered the problem you reported with “${title}”`,
        body: `${answer}${refund}`,
        steps: [{ label: 'View answer', href }],
      }
    }
    case 'campaign-stopped': {
      const { id, name, reason, paused } = notice.data
      return {
        title: paused ? `“${name}” was paused` : `“${name}” was stopped`,
        body: paused
          ? `${reason} Resume or cancel it on its page.`
          : `${reason} You’re only charged for emails that were accepted.`,
        steps: [{ label: 'View campaign', href: `/campaigns/${id}` }],
      }
    }
    case 'campaign-held': {
      const { id, name, dueAt, lateAfterHours } = notice.data
      return {
        title: `“${name}” is on hold because it’s late`,
        body: `It was due on ${at(dueAt)}, more than ${countOf(lateAfterHours, 'hour')} ago. Nothing was sent or charged. Send it now, reschedule it, or cancel it.`,
        steps: [{ label: 'Review campaign', href: `/campaigns/${id}` }],
      }
    }
    case 'post-held': {
      const { id, title, dueAt, lateAfterHours } = notice.data
      return {
        title: `The post “${title}” is on hold because it’s late`,
        body: `It was due on ${at(dueAt)}, more than ${countOf(lateAfterHours, 'hour')} ago. Nothing was sent. Send it now, reschedule it, or cancel it.`,
        steps: [{ label: 'Review post', href: `/posts/${id}` }],
      }
    }
    case 'campaign-refused': {
      const { id, name, failure, recurring } = notice.data
      if (recurring)
        return {
          title: `The recurring report “${name}” is paused`,
          body: `${failure} Nothing was sent. Resume it to continue.`,
          steps: [{ label: 'Review recurring reports', href: '/recurring' }],
        }
      return {
        title: `“${name}” wasn’t sent`,
        body: `${failure} You weren’t charged. Review the campaign to send it again.`,
        steps: [{ label: 'Review campaign', href: `/campaigns/${id}` }],
      }
    }
  }
}

type LowCredits = Extract<Notice, { kind: 'low-credits' }>['data']

/** The three options (R32): slow down, buy, upgrade. */
function waysOut(
  { resetsAt, trialEndsAt, pack, upgrade }: Omit<LowCredits, 'leftCredits'>,
  on: (instant: string) => string,
): { options: string[]; steps: Step[] } {
  const options = [
    trialEndsAt
      ? `Use fewer credits until your trial ends on ${on(trialEndsAt)}`
      : `Use fewer credits until they reset on ${on(resetsAt)}`,
  ]
  const steps: Step[] = []
  if (pack) {
    options.push(`buy ${formatCredits(pack.credits)} for ${catalogPrice(pack.priceCents)}`)
    steps.push({ label: `Buy ${formatCredits(pack.credits)}`, href: packs })
  }
  if (upgrade) {
    const { name, monthlyPriceCents } = upgrade
    options.push(
      `${trialEndsAt ? 'subscribe' : 'upgrade'} to ${name} with ${formatCredits(upgrade.allowanceCredits)} for ${catalogPrice(monthlyPriceCents)} a month`,
    )
    steps.push({ label: `${trialEndsAt ? 'Subscribe' : 'Upgrade'} to ${name}`, href: plans })
  }
  return { options, steps }
}

function lowCredits(data: LowCredits, on: (instant: string) => string): NotificationText {
  const { leftCredits, heldCredits = 0, allowanceCredits, trialEndsAt } = data
  const { options, steps } = waysOut(data, on)
  return {
    title: `${formatCredits(leftCredits)} left${heldWords(heldCredits)}`,
    body: `You have less than 10% of your ${formatNumber(allowanceCredits)} ${trialEndsAt ? 'trial credits' : 'credits for this cycle'} left. ${listWithOr(options)}.`,
    steps,
  }
}

/** "No monthly limits" would read as unlimited. */
const includedIn = (gives: Gives) => (gives === 'credits' ? 'credits' : 'monthly usage')

const heldWords = (held: number) => (held > 0 ? `, ${formatNumber(held)} held` : '')

function listWithOr(options: readonly string[]): string {
  if (options.length < 2) return options.join('')
  return `${options.slice(0, -1).join(', ')}, or ${options.at(-1)}`
}
