import { system } from '@/db/client'
import type { LimitMetric } from '@/db/schema/limits'
import { fairUseOf, limitsOf, type Plan } from '@/lib/billing/catalogue'
import type { ActionKey } from '@/lib/credits/actions'
import type { Account } from '@/lib/credits/model'
import { limitUse } from '@/lib/limits/limits'
import { metricOf } from './plan-of-workspace'
import type { CountedLimit } from './types'

/** What a plan includes of a metric in a cycle, listed or within fair use; null: it is in credits mode. */
export function limitFor(plan: Plan, metric: LimitMetric): number | null {
  const [limits, fairUse] = [limitsOf(plan), fairUseOf(plan)]
  return limits && fairUse ? { ...limits, ...fairUse }[metric] : null
}

/** How far this cycle is with what an action counts as; null: the plan is in credits mode. */
export async function countedLimit(
  plan: Plan,
  { workspaceId, cycleStart, cycleEnd, timeZone }: Account,
  action: ActionKey,
): Promise<CountedLimit | null> {
  const metric = metricOf[action]
  const limit = limitFor(plan, metric)
  if (limit === null) return null
  const use = await limitUse(system(), workspaceId, new Date(cycleStart))
  const counted = use.find((one) => one.metric === metric)
  const used = (counted?.used ?? 0) + (counted?.reserved ?? 0)
  return { metric, limit, used, resetsAt: new Date(cycleEnd).toISOString(), timeZone }
}
