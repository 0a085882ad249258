import { system } from '@/db/client'
import type { LimitMetric } from '@/db/schema/billing/limits'
import type { Plan } from '@/lib/billing/catalog/catalog'
import { limitsInCycle } from '@/lib/billing/subscription/plan-in-force'
import type { Account } from '@/lib/credits/model'
import type { ActionKey } from '@/lib/credits/shared/actions'
import { readLimitUse } from '@/lib/limits/limits'
import type { CountedLimit } from '../types'
import { metricOf } from './plan-of-workspace'

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
