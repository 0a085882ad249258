import { and, desc, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { billingFindings } from '@/db/schema'

export type Finding = typeof billingFindings.$inferSelect
type Found = Pick<Finding, 'kind' | 'stripeId' | 'workspaceId' | 'what'> &
  Partial<Pick<Finding, 'purchaseId'>>

/** Notes what cannot be put right by itself, once per object, for operators. Found again, it is open again. */
export async function reportFinding(found: Found): Promise<void> {
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
        // One that only an operator can deal with stays closed, once dealt with, while it is the same one.
        resolvedAt: sql`case when ${billingFindings.kind} in ('shortfall', 'plan-money-back', 'refund-failed', 'early-fraud-warning', 'paid-after-end') and ${billingFindings.what} = ${found.what} then ${billingFindings.resolvedAt} end`,
      },
    })
}

/** A later look found it in order, or an operator has dealt with it. */
export async function resolveFinding(kind: Finding['kind'], stripeId: string): Promise<void> {
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

/** Of one kind in a workspace, only those about `stripeIds` are still true. */
export async function resolveOthers(
  kind: Finding['kind'],
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

export async function openFindings(limit = 200): Promise<Finding[]> {
  return system()
    .select()
    .from(billingFindings)
    .where(isNull(billingFindings.resolvedAt))
    .orderBy(desc(billingFindings.lastSeenAt))
    .limit(limit)
}

/** Objects that a reconciliation could not apply, the oldest first. */
export async function openErrors(limit = 1_000): Promise<Pick<Finding, 'stripeId'>[]> {
  return system()
    .select({ stripeId: billingFindings.stripeId })
    .from(billingFindings)
    .where(and(eq(billingFindings.kind, 'error'), isNull(billingFindings.resolvedAt)))
    .orderBy(billingFindings.firstSeenAt)
    .limit(limit)
}
