import { eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { creditAccounts, plans, subscriptions } from '@/db/schema'
import { type LimitMetric, limitMetrics } from '@/db/schema/billing/plan-limits'
import { fairUseOf, limitsOf } from '@/lib/billing/catalog/catalog'
import { isLow } from '@/lib/credits/shared/usage'
import { readLimitUse } from '@/lib/plan-limits/limits'
import type { Fact } from '../payload'

type Level = 'low' | 'reached'
type Use = { used: number; held: number; limit: number }
/** What the cursor remembers: the cycle, and which limits were low or reached in it. */
export type SeenLimits = { cycleStartsAt: string; levels: Partial<Record<LimitMetric, Level>> }
export type LimitsNow = {
  cycleStartsAt: string
  cycleEndsAt: string
  uses: Partial<Record<LimitMetric, Use>>
}

/** The use of a plan’s monthly limits; null: a plan with credits, or none. */
export async function seeLimits(tx: Queryable, workspaceId: number): Promise<LimitsNow | null> {
  const [found] = await tx
    .select({ plan: plans, account: creditAccounts })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .innerJoin(creditAccounts, eq(creditAccounts.workspaceId, subscriptions.workspaceId))
    .where(eq(subscriptions.workspaceId, workspaceId))
  const [listed, fairUse] = found ? [limitsOf(found.plan), fairUseOf(found.plan)] : []
  if (!found || !listed || !fairUse) return null
  const { cycleStart, cycleEnd } = found.account
  const limits: Partial<Record<LimitMetric, number>> = { ...listed, ...fairUse }
  const use = await readLimitUse(tx, workspaceId, cycleStart)
  const uses = use.flatMap(({ metric, used, reserved: held }) => {
    const limit = limits[metric]
    return limit === undefined ? [] : [[metric, { used, held, limit }] as const]
  })
  return {
    cycleStartsAt: cycleStart.toISOString(),
    cycleEndsAt: cycleEnd.toISOString(),
    uses: Object.fromEntries(uses),
  }
}

const RANK = { low: 1, reached: 2 } as const
const rankOf = (level: Level | undefined): number => (level ? RANK[level] : 0)

/** Held units may be released, so they don’t count, as for notifications. */
function levelOf({ used, limit }: Use): Level | undefined {
  if (used >= limit) return 'reached'
  return isLow(limit - used, limit) ? 'low' : undefined
}

export function seenOf({ cycleStartsAt, uses }: LimitsNow): SeenLimits {
  const levels: SeenLimits['levels'] = {}
  for (const metric of limitMetrics) {
    const use = uses[metric]
    const level = use && levelOf(use)
    if (level) levels[metric] = level
  }
  return { cycleStartsAt, levels }
}

/** Limits that became low or were reached since the last look, and the start of a cycle in which all begin at zero. */
export function limitFacts(before: SeenLimits | null, now: LimitsNow | null, at: Date): Fact[] {
  // The cursor starts, or the plan was changed to one with limits, which is an event of its own.
  if (!before || !now) return []
  const { cycleStartsAt, cycleEndsAt, uses } = now
  const facts: Fact[] = []
  const isNewCycle = before.cycleStartsAt < cycleStartsAt
  if (isNewCycle) {
    const limits = limitMetrics.flatMap((metric) => {
      const use = uses[metric]
      return use ? [{ metric, limit: use.limit }] : []
    })
    const data = { cycleStartsAt, cycleEndsAt, limits }
    facts.push({ type: 'limits.reset', key: `limits reset ${cycleStartsAt}`, at, data })
  }
  const { levels } = seenOf(now)
  for (const metric of limitMetrics) {
    const [level, use] = [levels[metric], uses[metric]]
    const known = isNewCycle ? undefined : before.levels[metric]
    if (!level || !use || rankOf(level) <= rankOf(known)) continue
    const data = { metric, ...use, resetsAt: cycleEndsAt }
    // A raised limit can be reached again in the same cycle, so the time is part of its name.
    facts.push({ type: `limits.${level}`, key: `limit ${metric} ${level} ${at.getTime()}`, at, data })
  }
  return facts
}
