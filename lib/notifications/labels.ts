import { env } from '@/lib/core/settings/env'
import {
  countOf,
  formatCredits,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
} from '@/lib/core/text/format'
import { paidWords } from '@/lib/core/text/money'
import type { Notice } from './notice'

type Step = { label: string; href: string }
export type Words = { title: string; body: string; steps: Step[] }

const packs = '/workspace-settings?tab=billing#packs'
const plans = '/workspace-settings?tab=billing#plans'
const billing = '/workspace-settings?tab=billing'
const spendingLimits = '/workspace-settings?tab=billing#spending-limits'

const catalogPrice = (cents: number) => formatMoney(cents, env().CATALOG_CURRENCY)

/** What a notification says, the same in the bell and in the mail, and what can be done about it. */
export function wordsOf(notice: Notice, timeZone: string): Words {
  const on = (instant: string) => formatDate(instant, timeZone)
  const at = (instant: string) => formatDateTime(instant, timeZone)
  switch (notice.kind) {
    case 'low-credits':
      return lowCredits(notice.data, on)
    case 'low-limit': {
      const { metric, used, held = 0, limit, resetsAt, upgrade } = notice.data
      const more = upgrade
        ? ` ${upgrade.name} includes more, for ${catalogPrice(upgrade.monthlyPriceCents)} a month.`
        : ''
      return {
        title: `${formatNumber(used)} of ${formatNumber(limit)} ${metric} used${heldWords(held)}`,
        body: `The limit starts again at zero on ${on(resetsAt)}.${more}`,
        steps: upgrade ? [{ label: `Upgrade to ${upgrade.name}`, href: plans }] : [],
      }
    }
    case 'allowance-reset': {
      const { credits, creditsOnPayment, startedAt, resetsAt } = notice.data
      if (creditsOnPayment)
        return {
          title: `${formatCredits(credits)} for a new cycle`,
          body: `${formatCredits(creditsOnPayment)} more are added when the payment for this cycle arrives. The next reset is on ${on(resetsAt)}.`,
          steps: [{ label: 'See the balance', href: billing }],
        }
      const since = startedAt ? `was full again on ${on(startedAt)}` : 'is full again'
      return {
        title: `${formatCredits(credits)} for a new cycle`,
        body: `Your monthly allowance ${since}. The next reset is on ${on(resetsAt)}.`,
        steps: [{ label: 'See the balance', href: billing }],
      }
    }
    case 'purchase-receipt': {
      const { credits, priceCents, paid, endsAt } = notice.data
      const until = endsAt ? `They last until ${on(endsAt)}.` : 'They do not expire.'
      return {
        title: `${formatCredits(credits)} bought for ${paid ? paidWords(paid) : catalogPrice(priceCents)}`,
        body: `The credits are in your balance. ${until}`,
        steps: [{ label: 'See the receipt', href: billing }],
      }
    }
    case 'payment-failed':
      return {
        title: 'Your last payment did not go through',
        body: `Pay the open invoice to keep ${notice.data.planName} and its credits.`,
        steps: [{ label: 'Pay the invoice', href: billing }],
      }
    case 'first-payment-failed':
      return {
        title: `Your first payment for ${notice.data.planName} didn’t go through`,
        body: 'Pay the invoice to start the plan, or choose another plan.',
        steps: [{ label: 'Pay the invoice', href: billing }],
      }
    case 'billing-paused': {
      const { planName, gives, isPlanPaused } = notice.data
      return isPlanPaused
        ? {
            title: `${planName} is paused`,
            body: `New cycles get no ${gives}. Add a payment method, then ask us to resume the plan.`,
            steps: [{ label: 'View plan', href: billing }],
          }
        : {
            title: `Billing for ${planName} is paused`,
            body: `New cycles get no ${gives} until billing resumes and an invoice is paid. Contact us to resume it.`,
            steps: [{ label: 'View plan', href: billing }],
          }
    }
    case 'invoice-written-off': {
      const { planName, gives, canPay } = notice.data
      return {
        title: `An invoice for ${planName} was closed without payment`,
        body: canPay
          ? `You can still pay it to get its ${gives} at once. Otherwise you get ${gives} again with your next paid invoice.`
          : `You get ${gives} again with your next paid invoice.`,
        steps: [{ label: canPay ? 'Pay the invoice' : 'View plan', href: billing }],
      }
    }
    case 'trial-ending':
      return {
        title: `Your trial ends on ${on(notice.data.endsAt)}`,
        body: 'Subscribe to go on making things. Everything you made stays readable.',
        steps: [{ label: 'Choose a plan', href: plans }],
      }
    case 'feed-paused': {
      const { waiting, credits } = notice.data
      return {
        title: `${countOf(waiting, 'listing waits', 'listings wait')} for a post`,
        body: `There were not enough credits. Their posts cost ${formatCredits(credits)} in all.`,
        steps: [{ label: 'Buy credits', href: packs }],
      }
    }
    case 'credits-asked': {
      const { who, leftCredits, cap: limit } = notice.data
      if (limit) {
        const wanted = limit.requestedCredits
          ? ` They ask for ${formatCredits(limit.requestedCredits)} per cycle.`
          : ''
        const why = limit.reason ? ` Reason: “${limit.reason}”` : ''
        return {
          title: `${who} asks for a higher spending limit`,
          body: `${limit.action ? `Everyone together can spend ${formatCredits(limit.mostCredits)} on “${limit.action}”` : `They can spend ${formatCredits(limit.mostCredits)}`} per cycle and have used ${formatNumber(limit.usedCredits)}. The workspace has ${formatCredits(leftCredits)} left.${wanted}${why}`,
          steps: [{ label: 'Raise the spending limit', href: spendingLimits }],
        }
      }
      return {
        title: `${who} asks for credits`,
        body: `${formatCredits(leftCredits)} are left in the workspace.`,
        steps: [{ label: 'Choose a pack', href: packs }],
      }
    }
    case 'cap-answered': {
      const { by, mostCredits, action } = notice.data
      const on = action ? ` on “${action}”` : ''
      return {
        title:
          mostCredits === null
            ? `${by} removed the spending limit`
            : `${by} set the spending limit to ${formatNumber(mostCredits)}`,
        body:
          mostCredits === null
            ? `Spending${on} is no longer limited.`
            : `${action ? 'Everyone together' : 'You'} can spend ${formatCredits(mostCredits)}${on} per cycle.`,
        steps: [{ label: 'See your spending limit', href: spendingLimits }],
      }
    }
    case 'terms-change': {
      const { planName, from, interval, priceCents, formerPriceCents, allowanceCredits, limits } = notice.data
      const gives = limits
        ? `${formatNumber(limits.reports)} reports, ${formatNumber(limits.emails)} emails and ${formatNumber(limits.contacts)} contacts`
        : formatCredits(allowanceCredits)
      const price =
        priceCents === formerPriceCents
          ? `for ${catalogPrice(priceCents)} a ${interval} as before`
          : `for ${catalogPrice(priceCents)} a ${interval}, not ${catalogPrice(formerPriceCents)}`
      return {
        title: `${planName} has new terms from ${on(from)}`,
        body: `${gives} a month ${price}. Until then everything stays as it is. You can choose another plan, or cancel, before.`,
        steps: [{ label: 'Look at the plan', href: billing }],
      }
    }
    case 'campaign-stopped': {
      const { id, name, reason } = notice.data
      return {
        title: `“${name}” was stopped`,
        body: `${reason} You’re only charged for emails that were accepted.`,
        steps: [{ label: 'View campaign', href: `/campaigns/${id}` }],
      }
    }
    case 'campaign-held': {
      const { id, name, dueAt, lateAfterHours } = notice.data
      return {
        title: `“${name}” is on hold because it’s late`,
        body: `It was due on ${at(dueAt)}, more than ${countOf(lateAfterHours, 'hour')} ago. Nothing was sent or charged. Send it now, reschedule it, or cancel it.`,
        steps: [{ label: 'Decide', href: `/campaigns/${id}` }],
      }
    }
    case 'post-held': {
      const { id, title, dueAt, lateAfterHours } = notice.data
      return {
        title: `The post “${title}” is on hold because it’s late`,
        body: `It was due on ${at(dueAt)}, more than ${countOf(lateAfterHours, 'hour')} ago. Nothing was sent. Send it now, reschedule it, or cancel it.`,
        steps: [{ label: 'Decide', href: `/posts/${id}` }],
      }
    }
    case 'campaign-refused': {
      const { id, name, failure } = notice.data
      return {
        title: `“${name}” was not sent when its time came`,
        body: `${failure} Nothing was charged, and it can be confirmed again.`,
        steps: [{ label: 'Look at it', href: `/campaigns/${id}` }],
      }
    }
  }
}

/** The three ways out (R32): slow down, buy, upgrade. */
function lowCredits(
  data: Extract<Notice, { kind: 'low-credits' }>['data'],
  on: (instant: string) => string,
): Words {
  const { leftCredits, heldCredits = 0, allowanceCredits, resetsAt, trialEndsAt, pack, upgrade } = data
  const ways = [
    trialEndsAt
      ? `Slow down until your trial ends on ${on(trialEndsAt)}`
      : `Slow down until ${on(resetsAt)}, when the balance is full again`,
  ]
  const steps: Step[] = []
  if (pack) {
    ways.push(`buy ${formatCredits(pack.credits)} for ${catalogPrice(pack.priceCents)}`)
    steps.push({ label: `Buy ${formatCredits(pack.credits)}`, href: packs })
  }
  if (upgrade) {
    const { name, monthlyPriceCents } = upgrade
    ways.push(
      `${trialEndsAt ? 'subscribe' : 'upgrade'} to ${name} with ${formatCredits(upgrade.allowanceCredits)} for ${catalogPrice(monthlyPriceCents)} a month`,
    )
    steps.push({ label: `${trialEndsAt ? 'Subscribe' : 'Upgrade'} to ${name}`, href: plans })
  }
  return {
    title: `${formatCredits(leftCredits)} left${heldWords(heldCredits)}`,
    body: `That is less than 10 % of your ${formatNumber(allowanceCredits)} ${trialEndsAt ? 'trial credits' : 'credits this cycle'}. ${oneOf(ways)}.`,
    steps,
  }
}

const heldWords = (held: number) => (held > 0 ? `, ${formatNumber(held)} held` : '')

function oneOf(ways: readonly string[]): string {
  if (ways.length < 2) return ways.join('')
  return `${ways.slice(0, -1).join(', ')}, or ${ways.at(-1)}`
}
