import { and, eq, isNotNull } from 'drizzle-orm'
import { system } from '@/db/client'
import { purchases } from '@/db/schema'
import { findPurchase } from '@/lib/billing/checkout/purchase.ts'
import { settlePayment } from '@/lib/billing/payments/settle-payment.ts'
import type { Tally } from './tally.ts'

/**
 * Disputes that are open in our database, however old: banks take months, and Stripe lists disputes by the day they were
 * opened. Without this, a decision whose webhook was lost would leave the credits frozen permanently (R18).
 */
export async function reconcileOpenDisputes(tally: Tally): Promise<void> {
  const open = await system()
    .select({
      workspaceId: purchases.workspaceId,
      id: purchases.id,
      payment: purchases.stripePaymentIntentId,
    })
    .from(purchases)
    .where(and(eq(purchases.dispute, 'open'), isNotNull(purchases.stripePaymentIntentId)))
  for (const { workspaceId, id, payment } of open) {
    if (!payment) continue
    await tally.attempt(payment, async () => {
      await settlePayment(workspaceId, id, payment)
      return (await findPurchase(workspaceId, id))?.dispute !== 'open'
    })
  }
}
