import { asProduct, inWorkspace, type Queryable } from '@/db/client'
import { limitsOf } from '@/lib/billing/catalogue'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { readAccount } from '@/lib/credits/read'
import { countUnits } from '@/lib/limits/limits'
import { planOfWorkspace } from './plan-of-workspace'
import { PLANS_HREF } from './refusals'

/**
 * Stores contacts and counts those that are new, in one transaction: the count is never off, and what would go beyond a
 * plan's limit changes nothing (R3).
 * @throws Refusal `limit.reached`
 */
export async function countingContacts<T extends { added: number }>(
  { workspaceId }: WorkspaceContext,
  store: (tx: Queryable) => Promise<T>,
): Promise<T> {
  const [plan, account] = await Promise.all([planOfWorkspace(workspaceId), readAccount(workspaceId)])
  const limit = limitsOf(plan)?.contacts ?? null
  const cycleStart = new Date(account.cycleStart)
  return inWorkspace(workspaceId, async (tx) => {
    const stored = await store(tx)
    if (stored.added === 0) return stored
    const what = { workspaceId, metric: 'contacts', cycleStart, units: stored.added, limit } as const
    const counted = await asProduct(tx, () => countUnits(tx, what))
    if (counted.ok) return stored
    throw new Refusal(
      'limit.reached',
      `Your plan includes ${limit} new contacts a month, ${counted.used} are used and this would add ${stored.added}. Nothing was stored: upgrade, or wait for the reset.`,
      {
        limit,
        used: counted.used,
        metric: 'contacts',
        resetsAt: new Date(account.cycleEnd).toISOString(),
        upgradeHref: PLANS_HREF,
        href: PLANS_HREF,
      },
    )
  })
}
