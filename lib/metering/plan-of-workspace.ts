import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import type { LimitMetric } from '@/db/schema/limits'
import type { Plan } from '@/lib/billing/catalogue'
import { assert } from '@/lib/core/assert'
import type { ActionKey } from '@/lib/credits/actions'

/** What the plan's limits count of an action; nothing for the others. */
export const metricOf: Partial<Record<ActionKey, LimitMetric>> = {
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
