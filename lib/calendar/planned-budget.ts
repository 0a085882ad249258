import { eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import { limitsOf } from '@/lib/billing/catalog/catalog'
import { type BudgetProjection, projectCredits, projectLimit } from '@/lib/billing/forecast/budget-projection'
import { planTimes } from '@/lib/billing/subscription/plan-in-force'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount, readLots } from '@/lib/credits/read/read'
import { readLimitUse } from '@/lib/plan-limits/limits'

/** What scheduled campaigns are paid from: the balance, or the month's emails in limits mode. */
export async function plannedBudget(
  tx: Queryable,
  { workspaceId }: WorkspaceContext,
): Promise<{ purse: BudgetProjection; unit: 'credits' | 'emails' }> {
  const [account, lots, [row]] = await Promise.all([
    readAccount(workspaceId),
    readLots(tx, workspaceId),
    tx
      .select({ plan: plans, quantity: subscriptions.quantity })
      .from(subscriptions)
      .innerJoin(plans, eq(plans.key, subscriptions.planKey))
      .where(eq(subscriptions.workspaceId, workspaceId)),
  ])
  assert(row, `workspace ${workspaceId} has a plan`)
  const limits = limitsOf(planTimes(row.plan, row.quantity))
  if (!limits) return { purse: projectCredits(account, lots), unit: 'credits' }
  const used = await readLimitUse(tx, workspaceId, new Date(account.cycleStart))
  const emails = used.find(({ metric }) => metric === 'emails')
  const usedEmails = (emails?.used ?? 0) + (emails?.reserved ?? 0)
  return { purse: projectLimit({ ...account, limit: limits.emails, used: usedEmails }), unit: 'emails' }
}
