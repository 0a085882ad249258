import { and, asc, eq, gt, isNotNull, lte, or, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { subscriptions } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { syncSubscription } from '../subscription/sync-subscription'

/** Stripe leaves an invoice in draft for an hour by default. After this time, the hourly reconciliation takes over. */
const LOOKED_AT_FOR = sql`interval '3 hours'`
const MOST_AT_ONCE = 200

/**
 * Checks plans whose cycle has just ended, in case the webhook of their renewal is late or lost, so the renewal is charged
 * and the cycle gets its full allowance (R14). Runs every minute and retries failures. With a `workspaceId`, only checks
 * that workspace.
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
      log.warn({ err: error, customer }, 'could not check a renewal; it is retried in a minute'),
    )
  }
}

/** For an open page whose cycle has just ended: charges the renewal now instead of with the next run of the job. */
export function requestRenewalCollection(workspaceId: number): void {
  collectDueRenewals(workspaceId).catch((error) =>
    log.warn({ err: error, workspaceId }, 'could not check a renewal; the next job retries it'),
  )
}
