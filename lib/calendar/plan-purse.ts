import { eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { plans, subscriptions } from '@/db/schema'
import { limitsOf } from '@/lib/billing/catalog/catalog'
import { creditsPurse, limitPurse, type Purse } from '@/lib/billing/forecast/budget-projection'
import { planTimes } from '@/lib/billing/subscription/plan-in-force'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import { readLots } from '@/lib/credits/read/read-lots'
import { readLimitUse } from '@/lib/limits/limits'

/** What planned mail is paid from: the balance, or in limits mode the month's emails. */
export async function planPurse(
  tx: Queryable,
  { workspaceId }: WorkspaceContext,
): Promise<{ purse: Purse; unit: 'credits' | 'emails' }> {
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
  if (!limits) return { purse: creditsPurse(account, lots), unit: 'credits' }
  const used = await readLimitUse(tx, workspaceId, new Date(account.cycleStart))
  const emails = used.find(({ metric }) => metric === 'emails')
  const taken = (emails?.used ?? 0) + (emails?.reserved ?? 0)
  return { purse: limitPurse({ ...account, limit: limits.emails, used: taken }), unit: 'emails' }
}
