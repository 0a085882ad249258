import { inWorkspace, type Queryable } from '@/db/client'
import { limitsInCycle } from '@/lib/billing/subscription/plan-in-force'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import { countUnits } from '@/lib/plan-limits/limits'
import { limitReached } from '../refusals'
import { planOfWorkspace } from './plan-of-workspace'

/**
 * Stores contacts and counts the new ones in one transaction, so that the count is always right and nothing is stored
 * beyond the plan's limit (R3).
 * @throws Refusal `limit.reached`
 */
export async function storeContactsWithinLimit<T extends { added: number }>(
  { workspaceId }: WorkspaceContext,
  store: (tx: Queryable) => Promise<T>,
): Promise<T> {
  const [plan, account] = await Promise.all([planOfWorkspace(workspaceId), readAccount(workspaceId)])
  const limit = limitsInCycle(plan, account)?.contacts ?? null
  const cycleStart = new Date(account.cycleStart)
  return inWorkspace(workspaceId, async (tx) => {
    const stored = await store(tx)
    if (stored.added === 0) return stored
    const what = { workspaceId, metric: 'contacts', cycleStart, units: stored.added, limit } as const
    const counted = await countUnits(tx, what)
    if (counted.ok) return stored
    throw limitReached(
      { metric: 'contacts', limit, used: counted.used },
      account,
      `Your plan includes ${limit} new contacts a month. You’ve used ${counted.used}, and this would add ${stored.added}. No contacts were saved.`,
    )
  })
}
