import { and, eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { creditAccounts, watches } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { allowanceOfCycle } from '@/lib/credits/shared/usage'
import type { Fact } from '../payload'

/** Which episode of low credits the watch is at (R32): it counts each time the balance falls below the line. */
export async function lowEpisode(tx: Queryable, workspaceId: number): Promise<number> {
  const [watch] = await tx
    .select({ episode: watches.episode })
    .from(watches)
    .where(and(eq(watches.workspaceId, workspaceId), eq(watches.about, 'credits')))
  return watch?.episode ?? 0
}

/** Low credits, once per episode, with the balance as it is when the episode is found. */
export async function balanceFacts(
  tx: Queryable,
  workspaceId: number,
  known: number,
  now: Date,
): Promise<{ facts: Fact[]; episode: number }> {
  const episode = await lowEpisode(tx, workspaceId)
  if (episode <= known) return { facts: [], episode: known }
  const [account] = await tx.select().from(creditAccounts).where(eq(creditAccounts.workspaceId, workspaceId))
  assert(account, `workspace ${workspaceId} has a credit account`)
  const data = {
    leftCredits: account.allowanceLeft + account.extraLeft,
    heldCredits: account.held,
    allowanceCredits: allowanceOfCycle(account),
    resetsAt: account.cycleEnd.toISOString(),
  }
  return { facts: [{ type: 'credits.low', key: `low credits ${episode}`, at: now, data }], episode }
}
