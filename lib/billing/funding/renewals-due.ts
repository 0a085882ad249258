import { and, asc, eq, gt, isNotNull, lte, or, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { subscriptions } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { syncSubscription } from '../subscription/sync-subscription'

/** Stripe leaves an invoice in draft for an hour by default. After this long the hourly reconciliation looks. */
const LOOKED_AT_FOR = sql`interval '3 hours'`
const MOST_AT_ONCE = 200

/**
 * Looks at plans whose cycle has just ended, in case the webhook of their renewal is late or lost: the renewal is charged,
 * and the cycle gets its whole allowance (R14). Runs every minute; one that fails is tried again with the next. With a
 * `workspaceId` it looks at that one alone.
 */
export async function collectDueRenewals(workspaceId?: number): Promise<void> {
  const { stripeCustomerId, stripeSubscriptionId, status, currentPeriodStart, currentPeriodEnd } =
    subscriptions
  const since = sql`${marketNow} - ${LOOKED_AT_FOR}`
  const due = await system()
    .select({ customer: stripeCustomerId })
    .from(subscriptions)
    .where(
      and(
        workspaceId === undefined ? undefined : eq(subscriptions.workspaceId, workspaceId),
        isNotNull(stripeCustomerId),
        isNotNull(stripeSubscriptionId),
        eq(status, 'active'),
        or(
          and(lte(currentPeriodEnd, marketNow), gt(currentPeriodEnd, since)),
          and(eq(subscriptions.unfundedReason, 'renewal-processing'), gt(currentPeriodStart, since)),
        ),
      ),
    )
    .orderBy(asc(subscriptions.syncedAt))
    .limit(MOST_AT_ONCE)
  for (const { customer } of due) {
    if (!customer) continue
    await syncSubscription(customer).catch((error) =>
      log.warn({ err: error, customer }, 'a renewal could not be looked at; it is tried again in a minute'),
    )
  }
}

/** For an open page whose cycle has just ended: its renewal is charged now instead of by the next minute's job. */
export function collectRenewalOf(workspaceId: number): void {
  collectDueRenewals(workspaceId).catch((error) =>
    log.warn({ err: error, workspaceId }, 'a renewal could not be looked at; the next job will'),
  )
}
