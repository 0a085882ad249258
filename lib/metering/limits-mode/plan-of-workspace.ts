import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import type { LimitMetric } from '@/db/schema/billing/limits'
import type { Plan } from '@/lib/billing/catalog/catalog'
import { planTimes } from '@/lib/billing/subscription/plan-in-force'
import { assert } from '@/lib/core/assert'
import type { ActionKey } from '@/lib/credits/shared/actions'

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
