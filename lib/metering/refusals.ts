import { fairUseMetrics, type LimitMetric } from '@/db/schema/billing/limits'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { assert } from '@/lib/core/assert'
import { Refusal } from '@/lib/core/errors'
import { formatDate, formatNumber } from '@/lib/core/text/format'
import { fundedPart } from '@/lib/credits/decide/time'
import { type Account, isTrial, type Refused } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import type { ActionKey } from '@/lib/credits/shared/actions'

/** What metering says no with: each names what it costs, what is left, and where to go from there (R3, R8, R11). */

export const PLANS_HREF = '/workspace-settings?tab=billing#plans'

export function quoteChanged(action: ActionKey, credits: number, quotedCredits: number): Refusal {
  return new Refusal(
    'quote.changed',
    `${actionLabels[action].label} now costs ${credits} credits, not ${quotedCredits}. Nothing was charged: check the new price and confirm.`,
    { credits, quotedCredits },
  )
}

export const planStopped = () =>
  new Refusal(
    'credits.stopped',
    'Your trial or plan has ended, so nothing can be spent. Subscribe to go on.',
    { href: PLANS_HREF },
  )

export const reused = () =>
  new Refusal(
    'request.reused',
    'This request was already used for something else. Reload the page and try again.',
  )

const isFairUse = (metric: LimitMetric): boolean => fairUseMetrics.some((one) => one === metric)

/** Fair use is named as such: no plan lists it (R3). */
function includedWords(metric: LimitMetric, limit: number | null, used: number): string {
  if (!isFairUse(metric)) return `Your plan includes ${limit} ${metric} a month and ${used} are used.`
  return `Your plan’s fair-use limit is ${formatNumber(limit ?? 0)} ${metric} a month and ${formatNumber(used)} are used.`
}

type Reached = { metric: LimitMetric; limit: number | null; used: number }

/** `words` say it for what is no month's work, such as contacts in a file. */
export function limitReached(
  { metric, limit, used }: Reached,
  account: Account,
  words = includedWords(metric, limit, used),
): Refusal {
  const { cycleEnd, timeZone } = account
  const resetsAt = new Date(cycleEnd)
  const message = isPaidFor(account)
    ? `${words} Upgrade, or wait until ${formatDate(resetsAt, timeZone)}, when they start again at zero.`
    : `Your plan's payment hasn't arrived. Until it does, this cycle includes ${limit} ${metric}, and ${used} are used. Check your plan on the billing page.`
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
  if (code === 'stopped') return planStopped()
  if (code === 'key-reused') return reused()
  assert(code === 'insufficient', `a hold is refused for a known reason, not ${code}`)
  const ways = waysOf(account)
  return new Refusal(
    'credits.insufficient',
    `${actionLabels[action].label} costs ${cost} credits and ${left} are left. ${ways.words}`,
    {
      cost,
      left,
      ...(!isTrial(account) && { resetsAt: new Date(account.cycleEnd).toISOString() }),
      href: ways.href,
    },
  )
}

type Ends = Pick<Account, 'fundedUntil' | 'spendUntil'>

const PACKS_HREF = '/workspace-settings?tab=billing#packs'

/** What to do about too few credits. A trial has no reset to wait for, and packs are not for it (R4, R23). */
const waysOf = (account: Ends): { words: string; href: string } =>
  isTrial(account)
    ? { words: 'Choose a plan to get more.', href: PLANS_HREF }
    : { words: 'Buy credits, upgrade, or wait for the reset.', href: PACKS_HREF }

/** The same for features that refuse before anything is held. */
export const waysToMoreCredits = async (workspaceId: number) => waysOf(await readAccount(workspaceId))
