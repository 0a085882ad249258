import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { firstTime, marketNow } from '@/db/product-time'
import { autoTopUpMonths, workspaces } from '@/db/schema'
import { assert } from '@/lib/core/assert'

/**
 * The money of one month. The caller holds the lock of the workspace's settings (top-up.ts: lockAutoTopUp), and the
 * database refuses to reserve more than the maximum (R48).
 */

const isMonth = (workspaceId: number, month: string) =>
  and(eq(autoTopUpMonths.workspaceId, workspaceId), eq(autoTopUpMonths.month, month))

/** The current month where the workspace is, "2026-11". */
export const currentMonth = sql<string>`to_char(${marketNow} at time zone ${workspaces.timeZone}, 'YYYY-MM')`

/** False when the maximum leaves too little; that it was refused is noted, so that people can be notificationKindsOf. */
export async function reserveMonth(
  tx: Queryable,
  {
    workspaceId,
    month,
    cents,
    maxCents,
  }: { workspaceId: number; month: string; cents: number; maxCents: number },
): Promise<boolean> {
  await tx.insert(autoTopUpMonths).values({ workspaceId, month, maxCents }).onConflictDoNothing()
  await setMonthMaximum(tx, workspaceId, month, maxCents)
  return changeReserved(tx, workspaceId, month, cents)
}

/** Adds to what is reserved, or releases it. */
export async function changeReserved(
  tx: Queryable,
  workspaceId: number,
  month: string,
  cents: number,
): Promise<boolean> {
  const [row] = await tx.select().from(autoTopUpMonths).where(isMonth(workspaceId, month)).for('update')
  assert(row, `workspace ${workspaceId} has the month ${month}`)
  if (cents > 0 && row.reservedCents + cents > row.maxCents) {
    await tx
      .update(autoTopUpMonths)
      .set({ refusedAt: firstTime(autoTopUpMonths.refusedAt) })
      .where(isMonth(workspaceId, month))
    return false
  }
  await tx
    .update(autoTopUpMonths)
    .set({ reservedCents: sql`${autoTopUpMonths.reservedCents} + ${cents}` })
    .where(isMonth(workspaceId, month))
  return true
}

/** What was already spent stays within it: a lower maximum only stops what is to come. */
export async function setMonthMaximum(
  tx: Queryable,
  workspaceId: number,
  month: string,
  maxCents: number,
): Promise<void> {
  await tx
    .update(autoTopUpMonths)
    .set({ maxCents: sql`greatest(${maxCents}::int, ${autoTopUpMonths.reservedCents})` })
    .where(isMonth(workspaceId, month))
}
