import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import type { LimitMetric } from '@/db/schema/billing/plan-limits'
import type { Plan } from '@/lib/billing/catalog/catalog'
import { limitsInCycle, planTimes } from '@/lib/billing/subscription/plan-in-force'
import { assert } from '@/lib/core/assert'
import type { Account } from '@/lib/credits/model'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { readLimitUse } from '@/lib/plan-limits/limits'
import type { CountedLimit } from '../types'

/** The metric that each action counts toward in limits mode (R3), listed or as fair use. */
export const metricOf: Record<ActionKey, LimitMetric> = {
  'report.generate': 'reports',
  'campaign.send': 'emails',
  'image.generate': 'images',
  'image.regenerate': 'images',
  'image.edit': 'edits',
  'valuation.instant': 'valuations',
  'feed.post': 'posts',
}

export async function planOfWorkspace(workspaceId: number): Promise<Plan> {
  const [row] = await system()
    .select({ plan: plans, quantity: subscriptions.quantity })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(subscriptions.workspaceId, workspaceId))
  assert(row, `workspace ${workspaceId} has a plan`)
  return planTimes(row.plan, row.quantity)
}

/** How much of a metric a plan includes in the running cycle, listed or as fair use; null in credits mode. */
export const limitFor = (plan: Plan, metric: LimitMetric, account: Account): number | null =>
  limitsInCycle(plan, account)?.[metric] ?? null

/** This cycle's usage of the metric that an action counts toward; null in credits mode. */
export async function countedLimit(
  plan: Plan,
  account: Account,
  action: ActionKey,
): Promise<CountedLimit | null> {
  const { workspaceId, cycleStart, cycleEnd, timeZone } = account
  const metric = metricOf[action]
  const limit = limitFor(plan, metric, account)
  if (limit === null) return null
  const use = await readLimitUse(system(), workspaceId, new Date(cycleStart))
  const counted = use.find((one) => one.metric === metric)
  const used = (counted?.used ?? 0) + (counted?.reserved ?? 0)
  return { metric, limit, used, resetsAt: new Date(cycleEnd).toISOString(), timeZone }
}
