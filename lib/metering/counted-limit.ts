import { system } from '@/db/client'
import type { LimitMetric } from '@/db/schema/limits'
import { limitsOf, type Plan } from '@/lib/billing/catalogue'
import type { ActionKey } from '@/lib/credits/actions'
import type { Account } from '@/lib/credits/model'
import { limitUse } from '@/lib/limits/limits'
import { metricOf } from './plan-of-workspace'
import type { CountedLimit } from './types'

/** What a plan includes of a metric a month; null: it counts none. */
export const limitFor = (plan: Plan, metric: LimitMetric | null): number | null =>
  metric ? (limitsOf(plan)?.[metric] ?? null) : null

/** How far this cycle is with what an action counts as; null: the plan does not count it. */
export async function countedLimit(
  plan: Plan,
  { workspaceId, cycleStart, cycleEnd, timeZone }: Account,
  action: ActionKey,
): Promise<CountedLimit | null> {
  const metric = metricOf[action] ?? null
  const limit = limitFor(plan, metric)
  if (metric === null || limit === null) return null
  const use = await limitUse(system(), workspaceId, new Date(cycleStart))
  const counted = use.find((one) => one.metric === metric)
  const used = (counted?.used ?? 0) + (counted?.reserved ?? 0)
  return { metric, limit, used, resetsAt: new Date(cycleEnd).toISOString(), timeZone }
}
