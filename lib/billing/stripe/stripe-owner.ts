import { inArray } from 'drizzle-orm'
import { system } from '@/db/client'
import { stripeOwners } from '@/db/schema'

/**
 * Records that Stripe objects belong to a workspace, before their ids are stored with its rows (R53). An object that
 * belongs to another workspace stays there, and storing its id here then fails. Call it outside of transactions.
 */
export async function recordStripeOwner(
  workspaceId: number,
  stripeIds: readonly (string | null | undefined)[],
): Promise<void> {
  const ids = stripeIds.filter((id) => id != null)
  if (ids.length === 0) return
  await system()
    .insert(stripeOwners)
    .values(ids.map((stripeId) => ({ stripeId, workspaceId })))
    .onConflictDoNothing()
}

/** The workspace that a customer, checkout or invoice belongs to, by the first id that is known; null if it is not ours. */
export async function findStripeOwner(...stripeIds: (string | null)[]): Promise<number | null> {
  const ids = stripeIds.filter((id) => id !== null)
  if (ids.length === 0) return null
  const [row] = await system()
    .select({ workspaceId: stripeOwners.workspaceId })
    .from(stripeOwners)
    .where(inArray(stripeOwners.stripeId, ids))
    .limit(1)
  return row?.workspaceId ?? null
}
