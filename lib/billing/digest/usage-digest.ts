import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { creditCycles, creditEntries, creditUsage, plans, subscriptions } from '@/db/schema'
import type { PlanMode } from '@/db/schema/billing/catalog'
import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/settings/env'
import { cycleAt } from '@/lib/credits/decide/cycle'
import { type Account, entryKinds } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { actionOfId } from '@/lib/credits/shared/actions'
import { readLimitUse } from '@/lib/plan-limits/limits'
import { fairUseOf, limitsOf, listPackOffers, listPlanOffers, type Plan } from '../catalog/catalog.ts'
import type { Forecast } from '../forecast/forecast.ts'
import { getCreditsOutlook } from '../forecast/outlook.ts'
import { actionLabels } from '../shared/action-labels.ts'
import { actorName, getActorNames } from '../statement/entries/actor-names.ts'
import { getUsageBreakdown } from '../statement/usage-breakdown.ts'
import { planTimes } from '../subscription/plan-in-force.ts'
import { cheapestPlan, type PlanComparison } from './cheapest-plan.ts'

/** What a digest says about a finished cycle. Plain data: instants are ISO, amounts whole credits or cents. */
export type UsageDigest = {
  startsAt: string
  endsAt: string
  planName: string
  mode: PlanMode
  currency: string
  usedCredits: number
  /** Used in the cycle before it; null: there was none directly before it. */
  previousCredits: number | null
  byMember: { name: string; credits: number }[]
  byAction: { label: string; credits: number; times: number }[]
  largest: { at: string; what: string; who: string; credits: number }[]
  expiredAllowanceCredits: number
  expiredExtraCredits: number
  /** Use of each limit, on a plan with monthly limits. */
  limits: { metric: string; used: number; limit: number }[]
  /** As it is when the digest is made, in the running cycle. */
  running: { leftCredits: number; extraCredits: number; resetsAt: string; forecast: Forecast } | null
  suggestion: { kind: 'compared'; comparison: PlanComparison } | { kind: 'none'; reason: NoSuggestion }
}

/** Why no plan is suggested. */
export type NoSuggestion = 'trial' | 'limits' | 'too-early'

type FoundCycle = { start: number; end: number; firstSeq: number; isWhole: boolean; usedCredits: number }

const CYCLES_COMPARED = 3
const LARGEST_USES = 5
const MOST_CYCLES_READ = 12

/**
 * The digest of the cycle that ended when the running one began; null when nothing was used in it. Reads the rollup and
 * the entries of one cycle, so it costs the same at any length of history.
 */
export async function usageDigest(workspaceId: number): Promise<UsageDigest | null> {
  const account = await readAccount(workspaceId)
  const { plan, status, interval, trialEndsAt } = await inWorkspace(workspaceId, (tx) =>
    getPlan(tx, workspaceId),
  )
  const base = { planName: plan.name, mode: plan.mode, currency: env().CATALOG_CURRENCY }
  if (plan.mode === 'limits') return limitsDigest(account, plan, base)

  const cycles = await inWorkspace(workspaceId, (tx) => finishedCycles(tx, account))
  const ended = cycles.at(-1)
  if (!ended || ended.end !== account.cycleStart || ended.usedCredits === 0) return null
  const before = cycles.at(-2)
  const [usage, outlook, uses, expired, offers, packs] = await Promise.all([
    getUsageBreakdown({ workspaceId }, iso(ended.start)),
    getCreditsOutlook({ workspaceId }),
    inWorkspace(workspaceId, (tx) => largestUses(tx, account, ended)),
    inWorkspace(workspaceId, (tx) => expiredIn(tx, account, ended)),
    listPlanOffers(),
    listPackOffers({ workspaceId }),
  ])
  // Subscribing starts cycles from a new anchor, also before the trial would have ended.
  const paidFrom = Math.min(trialEndsAt?.getTime() ?? 0, account.anchorAt)
  const compared = cycles.filter(({ start, isWhole }) => isWhole && start >= paidFrom).slice(-CYCLES_COMPARED)
  return {
    ...base,
    startsAt: iso(ended.start),
    endsAt: iso(ended.end),
    usedCredits: usage.total.credits,
    previousCredits: before?.end === ended.start ? before.usedCredits : null,
    byMember: usage.byMember.map(({ name, credits }) => ({ name, credits })),
    byAction: usage.byAction.map(({ label, credits, times }) => ({ label, credits, times })),
    largest: uses,
    ...expired,
    limits: [],
    running: {
      leftCredits: account.allowanceLeft + account.extraLeft,
      extraCredits: account.extraLeft,
      resetsAt: outlook.endsAt,
      forecast: outlook.forecast,
    },
    suggestion:
      status === 'trialing'
        ? { kind: 'none', reason: 'trial' }
        : compared.length === 0
          ? { kind: 'none', reason: 'too-early' }
          : {
              kind: 'compared',
              comparison: cheapestPlan({
                usedCredits: compared.map(({ usedCredits }) => usedCredits),
                current: plan,
                plans: offers.filter(({ mode }) => mode === 'credits'),
                packs,
                packsLast: packsLast(compared.length),
                interval,
              }),
            },
  }
}

const iso = (ms: number) => new Date(ms).toISOString()

async function getPlan(tx: Queryable, workspaceId: number) {
  const [row] = await tx
    .select({ plan: plans, subscription: subscriptions })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(subscriptions.workspaceId, workspaceId))
  assert(row, `workspace ${workspaceId} has a subscription`)
  const { status, interval, trialEndsAt, quantity } = row.subscription
  return { plan: planTimes(row.plan, quantity), status, interval, trialEndsAt }
}

/** Whether credits of a pack can still be spent so many cycles later (R16). */
function packsLast(cycles: number): boolean {
  const expiry = env().EXTRA_CREDITS_EXPIRY
  return expiry.kind === 'never' || (expiry.kind === 'months' && expiry.months >= cycles)
}

/**
 * Finished cycles with an entry, oldest first. One that a new subscription or a plan change cut short ends where the next
 * begins, and is not whole.
 */
async function finishedCycles(tx: Queryable, { workspaceId, cycleStart }: Account): Promise<FoundCycle[]> {
  const rows = await tx
    .select({ start: creditCycles.cycleStart, end: creditCycles.cycleEnd, firstSeq: creditCycles.firstSeq })
    .from(creditCycles)
    .where(eq(creditCycles.workspaceId, workspaceId))
    .orderBy(sql`${creditCycles.firstSeq} desc`)
    .limit(MOST_CYCLES_READ)
  const cycles = rows
    .toReversed()
    .map(({ start, end, firstSeq }) => ({ start: start.getTime(), end: end.getTime(), firstSeq }))
    .filter(({ start }) => start < cycleStart)
  const used = await tx
    .select({
      start: creditUsage.cycleStart,
      credits: sql<number>`sum(${creditUsage.credits})::float8`,
    })
    .from(creditUsage)
    .where(
      and(
        eq(creditUsage.workspaceId, workspaceId),
        inArray(
          creditUsage.cycleStart,
          cycles.map(({ start }) => new Date(start)),
        ),
      ),
    )
    .groupBy(creditUsage.cycleStart)
  const usedFrom = new Map(used.map(({ start, credits }) => [start.getTime(), credits]))
  return cycles.map((cycle, i) => {
    const next = cycles[i + 1]?.start ?? cycleStart
    return {
      ...cycle,
      end: Math.min(cycle.end, next),
      isWhole: cycle.end <= next,
      usedCredits: usedFrom.get(cycle.start) ?? 0,
    }
  })
}

/** The entries of a cycle: from its first up to the first of the next. */
async function entriesOf(tx: Queryable, { workspaceId }: Account, { firstSeq }: FoundCycle) {
  const [next] = await tx
    .select({ firstSeq: creditCycles.firstSeq })
    .from(creditCycles)
    .where(and(eq(creditCycles.workspaceId, workspaceId), sql`${creditCycles.firstSeq} > ${firstSeq}`))
    .orderBy(asc(creditCycles.firstSeq))
    .limit(1)
  return and(
    eq(creditEntries.workspaceId, workspaceId),
    gte(creditEntries.seq, firstSeq),
    next ? lt(creditEntries.seq, next.firstSeq) : undefined,
  )
}

async function largestUses(
  tx: Queryable,
  account: Account,
  cycle: FoundCycle,
): Promise<UsageDigest['largest']> {
  const entries = await tx
    .select({
      at: creditEntries.at,
      action: creditEntries.action,
      actorId: creditEntries.actorId,
      amount: creditEntries.amount,
    })
    .from(creditEntries)
    .where(
      and(
        await entriesOf(tx, account, cycle),
        inArray(creditEntries.kind, [entryKinds.charge, entryKinds.capture]),
        lt(creditEntries.amount, 0),
      ),
    )
    .orderBy(asc(creditEntries.amount), asc(creditEntries.seq))
    .limit(LARGEST_USES)
  const names = await getActorNames(
    tx,
    account.workspaceId,
    entries.map(({ actorId }) => actorId),
  )
  return entries.map(({ at, action: id, actorId, amount }) => {
    const action = actionOfId(id)
    return {
      at: at.toISOString(),
      what: action ? actionLabels[action].label : 'Credits used',
      who: actorName(actorId, names),
      credits: -amount,
    }
  })
}

/** What ended unused in a cycle: at its end the allowance, and packs when their time was over. */
async function expiredIn(tx: Queryable, account: Account, cycle: FoundCycle) {
  const [sums] = await tx
    .select({
      all: sql<number>`coalesce(-sum(${creditEntries.amount}), 0)::float8`,
      extra: sql<number>`coalesce(-sum(${creditEntries.extraAmount}), 0)::float8`,
    })
    .from(creditEntries)
    .where(and(await entriesOf(tx, account, cycle), eq(creditEntries.kind, entryKinds.expiry)))
  const { all = 0, extra = 0 } = sums ?? {}
  return { expiredAllowanceCredits: all - extra, expiredExtraCredits: extra }
}

/** On a plan with monthly limits (R3) there are no credits to count, no balance to forecast and no allowance to compare. */
async function limitsDigest(
  account: Account,
  plan: Plan,
  base: Pick<UsageDigest, 'planName' | 'mode' | 'currency'>,
): Promise<UsageDigest | null> {
  const { workspaceId, anchorAt, cycleStart } = account
  const [listed, fairUse] = [limitsOf(plan), fairUseOf(plan)]
  assert(listed && fairUse, `plan ${plan.key} has limits`)
  if (cycleStart <= anchorAt) return null
  const { start } = cycleAt(anchorAt, cycleStart - 1)
  const use = await inWorkspace(workspaceId, (tx) => readLimitUse(tx, workspaceId, new Date(start)))
  const all = { ...listed, ...fairUse }
  const limits = use
    .filter(({ used }) => used > 0)
    .map(({ metric, used }) => ({ metric, used, limit: all[metric] }))
  if (limits.length === 0) return null
  return {
    ...base,
    startsAt: iso(start),
    endsAt: iso(cycleStart),
    usedCredits: 0,
    previousCredits: null,
    byMember: [],
    byAction: [],
    largest: [],
    expiredAllowanceCredits: 0,
    expiredExtraCredits: 0,
    limits,
    running: null,
    suggestion: { kind: 'none', reason: 'limits' },
  }
}
