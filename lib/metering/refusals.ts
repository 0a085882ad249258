import { fairUseMetrics, type LimitMetric } from '@/db/schema/billing/plan-limits'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { assert } from '@/lib/core/assert'
import { Refusal } from '@/lib/core/errors'
import { formatCredits, formatDate, formatNumber } from '@/lib/core/text/format'
import { fundedPart } from '@/lib/credits/decide/roll-forward'
import { type Account, isTrial, type Refused } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import type { ActionKey } from '@/lib/credits/shared/actions'

/** Refusals of metering. Each says what it costs, what is left and what to do next (R3, R8, R11). */

export const PLANS_HREF = billingHref('plans', { anchor: 'plans' })

export function quoteChanged(action: ActionKey, credits: number, quotedCredits: number): Refusal {
  return new Refusal(
    'quote.changed',
    `${actionLabels[action].label} now costs ${formatCredits(credits)} instead of ${formatNumber(quotedCredits)}. You weren’t charged. Confirm the new price to continue.`,
    { credits, quotedCredits },
  )
}

export const planEnded = () =>
  new Refusal('credits.stopped', 'Your trial or plan has ended. Choose a plan to continue.', {
    href: PLANS_HREF,
  })

export const keyReused = () =>
  new Refusal(
    'request.reused',
    'This request was already used with different details. Reload the page and try again.',
  )

const isFairUse = (metric: LimitMetric): boolean => fairUseMetrics.some((one) => one === metric)

/** Fair use is named as such because no plan lists it (R3). */
function includedMessage(metric: LimitMetric, limit: number | null, used: number): string {
  if (!isFairUse(metric))
    return `Your plan includes ${formatNumber(limit ?? 0)} ${metric} a month. You’ve used ${formatNumber(used)}.`
  return `Your plan’s fair-use limit is ${formatNumber(limit ?? 0)} ${metric} a month. You’ve used ${formatNumber(used)}.`
}

type Reached = { metric: LimitMetric; limit: number | null; used: number }

/** `reason` replaces the usual first sentence, for example for contacts in a file. */
export function limitReached(
  { metric, limit, used }: Reached,
  account: Account,
  reason = includedMessage(metric, limit, used),
): Refusal {
  const { cycleEnd, timeZone } = account
  const resetsAt = new Date(cycleEnd)
  const message = isPaidFor(account)
    ? `${reason} Upgrade, or wait for the reset on ${formatDate(resetsAt, timeZone)}.`
    : `We haven’t received your plan’s payment yet. Until we do, this cycle includes ${formatNumber(limit ?? 0)} ${metric}, and you’ve used ${formatNumber(used)}. Check your plan on the billing page.`
  return new Refusal('limit.reached', message, {
    limit,
    used,
    metric,
    resetsAt: resetsAt.toISOString(),
    href: PLANS_HREF,
    upgradeHref: PLANS_HREF,
  })
}

const WHOLE = 1_000_000
const isPaidFor = (account: Account) => fundedPart(WHOLE, account) === WHOLE

export function refusalFor(
  outcome: Refused,
  action: ActionKey,
  account: Pick<Account, 'cycleEnd' | 'fundedUntil' | 'spendUntil'>,
): Refusal {
  const { code, cost, left } = outcome
  if (code === 'stopped') return planEnded()
  if (code === 'key-reused') return keyReused()
  assert(code === 'insufficient', `a hold is refused for a known reason, not ${code}`)
  const options = topUpOptions(account)
  return new Refusal(
    'credits.insufficient',
    `${actionLabels[action].label} costs ${formatCredits(cost)}. You have ${formatNumber(left)} left. ${options.advice}`,
    {
      cost,
      left,
      ...(!isTrial(account) && { resetsAt: new Date(account.cycleEnd).toISOString() }),
      href: options.href,
    },
  )
}

type Ends = Pick<Account, 'fundedUntil' | 'spendUntil'>

const PACKS_HREF = billingHref('plans', { anchor: 'packs' })

/** How to get more credits. A trial has no reset to wait for and can't buy packs (R4, R23). */
const topUpOptions = (account: Ends): { advice: string; href: string } =>
  isTrial(account)
    ? { advice: 'Choose a plan to get more.', href: PLANS_HREF }
    : { advice: 'Buy credits, upgrade, or wait for the reset.', href: PACKS_HREF }

/** The same, for features that refuse before holding credits. */
export const readTopUpOptions = async (workspaceId: number) => topUpOptions(await readAccount(workspaceId))
