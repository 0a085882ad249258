import { eq, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { creditAccounts, webhookCursors } from '@/db/schema'
import { lowEpisode } from './facts/balance-facts'
import { type SeenLimits, seeLimits, seenOf } from './facts/limit-facts'
import { type SeenSubscription, seeSubscription } from './facts/subscription-facts'

export type Cursor = Omit<typeof webhookCursors.$inferSelect, 'subscription' | 'limits'> & {
  subscription: SeenSubscription | null
  limits: SeenLimits | null
}

/**
 * Where reading facts begins: here and now. Called when a workspace gets its first enabled endpoint, so that what happened
 * while nothing listened is not sent.
 */
export async function startCursor(tx: Queryable, workspaceId: number): Promise<void> {
  const [account] = await tx
    .select({ seq: creditAccounts.seq })
    .from(creditAccounts)
    .where(eq(creditAccounts.workspaceId, workspaceId))
  const limits = await seeLimits(tx, workspaceId)
  // A cycle that is over but was not touched yet: its successor is seen first, and began before the cursor.
  const isCurrent = limits !== null && limits.cycleEndsAt > (await readMarketNow(tx)).toISOString()
  const start = {
    entrySeq: account?.seq ?? 0,
    lowEpisode: await lowEpisode(tx, workspaceId),
    workUntil: marketNow,
    subscription: await seeSubscription(tx, workspaceId),
    limits: isCurrent ? seenOf(limits) : null,
  }
  await tx
    .insert(webhookCursors)
    .values({ workspaceId, ...start })
    .onConflictDoUpdate({
      target: webhookCursors.workspaceId,
      set: { ...start, workUntil: sql`excluded.work_until` },
    })
}

/** Locks the cursor; null when another process has it, or when nothing was ever started. */
export async function lockCursor(tx: Queryable, workspaceId: number): Promise<Cursor | null> {
  const [row] = await tx
    .select()
    .from(webhookCursors)
    .where(eq(webhookCursors.workspaceId, workspaceId))
    .for('update', { skipLocked: true })
  return row
    ? {
        ...row,
        subscription: row.subscription as SeenSubscription | null,
        limits: row.limits as SeenLimits | null,
      }
    : null
}
