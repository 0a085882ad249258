import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { purchases } from '@/db/schema'
import { listOpenErrors } from '@/lib/billing/payments/discrepancies.ts'
import { settlePayment } from '@/lib/billing/payments/settle-payment.ts'
import { stripe } from '../client.ts'
import { reconcileCharge, reconcileSession } from './payments.ts'
import { reconcileCustomer } from './subscriptions.ts'
import type { Tally } from './tally.ts'

/**
 * Retries every object with an open error that this reconciliation has not come to: a webhook has put it in order since,
 * or it is older than the days that were looked at. What works now closes its finding.
 */
export async function retryErrors(tally: Tally): Promise<void> {
  for (const { stripeId } of await listOpenErrors()) {
    if (!tally.hasAttempted(stripeId)) await tally.attempt(stripeId, () => reconcileObject(stripeId))
  }
}

/** By the prefix of the id, as Stripe gives them. Whether anything changed. */
async function reconcileObject(stripeId: string): Promise<boolean> {
  switch (stripeId.slice(0, stripeId.indexOf('_'))) {
    case 'cus':
      return reconcileCustomer(stripeId)
    case 'ch':
      return reconcileCharge(stripeId, false)
    case 'cs':
      return reconcileSession(await stripe().checkout.sessions.retrieve(stripeId))
    case 'pi':
      return reconcilePayment(stripeId)
    default:
      return false
  }
}

async function reconcilePayment(payment: string): Promise<boolean> {
  const paid = await system()
    .select({ workspaceId: purchases.workspaceId, id: purchases.id })
    .from(purchases)
    .where(eq(purchases.stripePaymentIntentId, payment))
  for (const { workspaceId, id } of paid) await settlePayment(workspaceId, id, payment)
  return false
}
