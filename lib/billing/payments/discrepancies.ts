import { and, desc, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { billingFindings } from '@/db/schema'

export type Discrepancy = typeof billingFindings.$inferSelect
type Found = Pick<Discrepancy, 'kind' | 'stripeId' | 'workspaceId' | 'what'> &
  Partial<Pick<Discrepancy, 'purchaseId'>>

/** Reports a discrepancy that cannot be fixed automatically, once per object. If it is found again, it reopens. */
export async function reportDiscrepancy(found: Found): Promise<void> {
  const now = marketNow
  await system()
    .insert(billingFindings)
    .values({ ...found, firstSeenAt: now as never, lastSeenAt: now as never })
    .onConflictDoUpdate({
      target: [billingFindings.kind, billingFindings.stripeId],
      set: {
        what: found.what,
        workspaceId: found.workspaceId,
        lastSeenAt: now,
        // One that only an operator can resolve stays resolved while it does not change.
        resolvedAt: sql`case when ${billingFindings.kind} in ('shortfall', 'plan-money-back', 'refund-failed', 'early-fraud-warning', 'paid-after-end') and ${billingFindings.what} = ${found.what} then ${billingFindings.resolvedAt} end`,
      },
    })
}

/** Resolves a discrepancy: a later check found no problem, or an operator dealt with it. */
export async function resolveDiscrepancy(kind: Discrepancy['kind'], stripeId: string): Promise<void> {
  await system()
    .update(billingFindings)
    .set({ resolvedAt: marketNow })
    .where(
      and(
        eq(billingFindings.kind, kind),
        eq(billingFindings.stripeId, stripeId),
        isNull(billingFindings.resolvedAt),
      ),
    )
}

/** Resolves the discrepancies of one kind in a workspace, except those about `stripeIds`. */
export async function resolveOtherDiscrepancies(
  kind: Discrepancy['kind'],
  workspaceId: number,
  stripeIds: readonly string[],
): Promise<void> {
  await system()
    .update(billingFindings)
    .set({ resolvedAt: marketNow })
    .where(
      and(
        eq(billingFindings.kind, kind),
        eq(billingFindings.workspaceId, workspaceId),
        stripeIds.length > 0 ? notInArray(billingFindings.stripeId, [...stripeIds]) : undefined,
        isNull(billingFindings.resolvedAt),
      ),
    )
}

export async function openDiscrepancies(limit = 200): Promise<Discrepancy[]> {
  return system()
    .select()
    .from(billingFindings)
    .where(isNull(billingFindings.resolvedAt))
    .orderBy(desc(billingFindings.lastSeenAt))
    .limit(limit)
}

/** Objects that a reconciliation could not apply, the oldest first. */
export async function listOpenErrors(limit = 1_000): Promise<Pick<Discrepancy, 'stripeId'>[]> {
  return system()
    .select({ stripeId: billingFindings.stripeId })
    .from(billingFindings)
    .where(and(eq(billingFindings.kind, 'error'), isNull(billingFindings.resolvedAt)))
    .orderBy(billingFindings.firstSeenAt)
    .limit(limit)
}
