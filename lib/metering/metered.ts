import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import type { LimitMetric } from '@/db/schema/limits'
import { limitsOf, type Plan } from '@/lib/billing/catalogue'
import { costUnder, rateCard, rateCardVersion } from '@/lib/billing/rate-card'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { type ActionKey, actionIds, actionOfId, actionWords, subjectIds } from '@/lib/credits/actions'
import { findHold, type StoredHold } from '@/lib/credits/find-hold'
import { inputHash, keyId } from '@/lib/credits/keys'
import { availableOf, type Refused } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read'
import { reserveUnits, settleUnits } from '@/lib/limits/limits'
import { capLeft, withinCaps } from './caps'
import type { Quote, Reservation, ReserveInput } from './types.ts'

/**
 * The one door for work that costs something: quote -> reserve -> the work -> capture or release. Picks credits or
 * monthly limits by the workspace's plan; features never know which.
 */

const metricOf: Partial<Record<ActionKey, LimitMetric>> = {
  'report.generate': 'reports',
  'campaign.send': 'emails',
}

export async function planOfWorkspace(workspaceId: number): Promise<Plan> {
  const [row] = await system()
    .select({ plan: plans })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(subscriptions.workspaceId, workspaceId))
  assert(row, `workspace ${workspaceId} has a plan`)
  return row.plan
}

/**
 * What an action costs this workspace now (R7). In limits mode it costs no credits. Without a person, as for a feed that
 * works by itself, no cap is looked at: the one that pays is held to theirs when the price is set aside.
 */
export async function quote(
  ctx: { workspaceId: number; userId?: number },
  action: ActionKey,
  units = 1,
): Promise<Quote> {
  const [plan, account, card, underCaps] = await Promise.all([
    planOfWorkspace(ctx.workspaceId),
    readAccount(ctx.workspaceId),
    rateCard(),
    capLeftOf(ctx, action),
  ])
  const credits = plan.mode === 'limits' ? 0 : costUnder(card, action, units)
  const leftCredits = availableOf(account)
  const capLeftCredits = plan.mode === 'limits' ? null : underCaps
  const stopped = account.spendUntil !== null && account.at >= account.spendUntil
  return {
    action,
    units,
    credits,
    rateVersion: card.version,
    leftCredits,
    capLeftCredits,
    affordable: !stopped && credits <= Math.min(leftCredits, capLeftCredits ?? leftCredits),
  }
}

async function capLeftOf({ workspaceId, userId }: Parameters<typeof quote>[0], action: ActionKey) {
  return userId === undefined ? null : capLeft({ workspaceId, userId }, action)
}

/**
 * Sets the price aside before the work starts (R13). The price is the one the person saw, or nothing happens (R8).
 * @throws Refusal `quote.changed`, `credits.insufficient`, `credits.stopped`, `cap.reached`, `limit.reached`, `request.reused`
 */
export async function reserve(ctx: WorkspaceContext, input: ReserveInput): Promise<Reservation> {
  const { action, units, quotedCredits, leaseSeconds, subject } = input
  const [plan, card] = await Promise.all([planOfWorkspace(ctx.workspaceId), rateCard()])
  if (plan.mode === 'limits') return reserveInLimits(ctx, plan, input)
  const credits = costUnder(card, action, units)
  const what = [action, units, quotedCredits, subject.kind, subject.id, ctx.userId] as const
  const key = keyId(input.key)
  // A request that was already accepted keeps its price (R12); a fresh one at an old price is asked again (R8).
  if (credits !== quotedCredits && !(await findHold(ctx.workspaceId, key))) {
    throw quoteChanged(action, credits, quotedCredits)
  }
  const hold = () =>
    post(ctx.workspaceId, {
      type: 'hold',
      key,
      inputHash: inputHash(what),
      credits: quotedCredits,
      units,
      action: actionIds[action],
      actorId: ctx.userId,
      rateVersion: card.version,
      subjectKind: subjectIds[subject.kind],
      subjectId: subject.id,
      leaseMs: leaseSeconds * 1000,
    })
  const outcome = await withinCaps(ctx, { action, credits: quotedCredits, holdId: key }, hold)
  if (!outcome.ok) throw refusalFor(outcome, action, new Date((await readAccount(ctx.workspaceId)).cycleEnd))
  return { holdId: key, credits: outcome.credits, rateVersion: card.version }
}

async function reserveInLimits(ctx: WorkspaceContext, plan: Plan, input: ReserveInput): Promise<Reservation> {
  const { action, units, key, leaseSeconds, quotedCredits } = input
  if (quotedCredits !== 0) throw quoteChanged(action, 0, quotedCredits)
  const account = await readAccount(ctx.workspaceId)
  if (account.spendUntil !== null && account.at >= account.spendUntil) throw stopped()
  const metric = metricOf[action] ?? null
  const limit = metric ? (limitsOf(plan)?.[metric] ?? null) : null
  const id = keyId(key)
  const outcome = await reserveUnits({
    workspaceId: ctx.workspaceId,
    id,
    metric,
    subjectKind: subjectIds[input.subject.kind],
    cycleStart: new Date(account.cycleStart),
    units,
    limit,
    leaseUntil: new Date(account.at + leaseSeconds * 1000),
    inputHash: inputHash([action, units, input.subject.kind, input.subject.id, ctx.userId]),
  })
  if (!outcome.ok && 'reused' in outcome) throw reused()
  if (!outcome.ok) {
    throw new Refusal(
      'limit.reached',
      `Your plan includes ${limit} ${metric} a month and ${outcome.used} are used. Upgrade, or wait for the reset.`,
      {
        limit,
        used: outcome.used,
        metric,
        resetsAt: new Date(account.cycleEnd).toISOString(),
        upgradeHref: PLANS_HREF,
      },
    )
  }
  return { holdId: id, credits: 0, rateVersion: 0 }
}

/** Pays for what was delivered: the price of `deliveredUnits` under the rate card of the hold. Safe to repeat. */
export async function capture(
  workspaceId: number,
  holdId: string,
  deliveredUnits: number,
): Promise<{ credits: number }> {
  if (deliveredUnits <= 0) {
    await release(workspaceId, holdId)
    return { credits: 0 }
  }
  const hold = await findHold(workspaceId, holdId)
  if (!hold) {
    await settleUnits(workspaceId, holdId, deliveredUnits)
    return { credits: 0 }
  }
  const credits = deliveredUnits === hold.units ? hold.amount : await costOfPart(hold, deliveredUnits)
  const outcome = await post(workspaceId, { type: 'capture', holdId, credits, units: deliveredUnits })
  assert(outcome.ok, `hold ${holdId} can be captured (${outcome.ok ? '' : outcome.code})`)
  await countInCreditsMode(workspaceId, hold, deliveredUnits)
  return { credits }
}

/** The work failed, was cancelled or died: it costs nothing (R13). Safe to repeat. */
export async function release(workspaceId: number, holdId: string): Promise<void> {
  const outcome = await post(workspaceId, { type: 'release', holdId })
  if (!outcome.ok && outcome.code === 'hold-unknown') await settleUnits(workspaceId, holdId, 0)
  else assert(outcome.ok, `hold ${holdId} can be released`)
}

/** The work is alive: its hold is not to be swept for another `leaseSeconds`. */
export async function renew(workspaceId: number, holdId: string, leaseSeconds: number): Promise<void> {
  await post(workspaceId, { type: 'renew', holdId, leaseMs: leaseSeconds * 1000 })
}

/** What part of a hold's work costs, by the rate card it was held under, and never more than the hold. */
async function costOfPart(hold: StoredHold, deliveredUnits: number): Promise<number> {
  const action = actionOfId(hold.action)
  assert(action, `hold ${hold.id} is for a known action`)
  return Math.min(hold.amount, costUnder(await rateCardVersion(hold.rateVersion), action, deliveredUnits))
}

/** The three metrics are counted in credits mode too, so that a switch in mid-cycle starts from true figures (R3). */
async function countInCreditsMode(
  workspaceId: number,
  { id, action, subjectKind }: StoredHold,
  units: number,
): Promise<void> {
  const key = actionOfId(action)
  const metric = key ? metricOf[key] : undefined
  if (!metric) return
  const { cycleStart, at } = await readAccount(workspaceId)
  const counted = {
    workspaceId,
    id,
    metric,
    subjectKind,
    cycleStart: new Date(cycleStart),
    units,
    limit: null,
  }
  await reserveUnits({ ...counted, leaseUntil: new Date(at) })
  await settleUnits(workspaceId, id, units)
}

export const PLANS_HREF = '/workspace-settings?tab=billing#plans'

export function quoteChanged(action: ActionKey, credits: number, quotedCredits: number): Refusal {
  return new Refusal(
    'quote.changed',
    `${actionWords[action].label} now costs ${credits} credits, not ${quotedCredits}. Nothing was charged: check the new price and confirm.`,
    { credits, quotedCredits },
  )
}

function stopped(): Refusal {
  return new Refusal(
    'credits.stopped',
    'Your trial or plan has ended, so nothing can be spent. Subscribe to go on.',
    {
      href: PLANS_HREF,
    },
  )
}

const reused = () =>
  new Refusal(
    'request.reused',
    'This request was already used for something else. Reload the page and try again.',
  )

function refusalFor(outcome: Refused, action: ActionKey, resetsAt: Date): Refusal {
  const { code, cost, left } = outcome
  if (code === 'stopped') return stopped()
  if (code === 'key-reused') return reused()
  assert(code === 'insufficient', `a hold is refused for a known reason, not ${code}`)
  return new Refusal(
    'credits.insufficient',
    `${actionWords[action].label} costs ${cost} credits and ${left} are left. Buy credits, upgrade, or wait for the reset.`,
    { cost, left, resetsAt: resetsAt.toISOString(), href: '/workspace-settings?tab=billing#packs' },
  )
}
