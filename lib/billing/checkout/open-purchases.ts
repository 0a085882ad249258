import { and, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { purchases } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { isMissing } from '../stripe/responses.ts'
import { fulfillCheckout } from './fulfill.ts'

/** Checks purchases with Stripe that neither the return page nor a webhook settled (R27). */
export async function reconcileOpenPurchases(
  olderThanSeconds = 120,
  limit = 100,
): Promise<{ checked: number; granted: number }> {
  const open = await system()
    .select({ workspaceId: purchases.workspaceId, sessionId: purchases.stripeSessionId })
    .from(purchases)
    .where(
      and(
        inArray(purchases.status, ['open', 'processing']),
        isNotNull(purchases.stripeSessionId),
        lte(purchases.createdAt, sql`${marketNow} - make_interval(secs => ${olderThanSeconds})`),
      ),
    )
    .orderBy(purchases.createdAt)
    .limit(limit)
  let granted = 0
  for (const { workspaceId, sessionId } of open) {
    try {
      const result = await fulfillCheckout(sessionId ?? '')
      if (result.kind === 'credits') granted += 1
    } catch (error) {
      if (sessionId && isMissing(error, [sessionId])) await expireUnknown(workspaceId, sessionId)
      else log.error({ err: error, sessionId }, 'a purchase could not be reconciled')
    }
  }
  return { checked: open.length, granted }
}

/** Stripe does not have this checkout, for example because it was opened in test mode, so no one can pay it. */
async function expireUnknown(workspaceId: number, sessionId: string): Promise<void> {
  await system()
    .update(purchases)
    .set({ status: 'expired' })
    .where(
      and(
        eq(purchases.workspaceId, workspaceId),
        eq(purchases.stripeSessionId, sessionId),
        inArray(purchases.status, ['open', 'processing']),
      ),
    )
}
