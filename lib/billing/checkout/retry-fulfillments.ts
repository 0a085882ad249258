import { runAutoTopUps } from '../auto-top-up/continue-top-up.ts'
import { pushChangedContacts } from '../customer/billing-contact.ts'
import { collectDueRenewals } from '../funding/renewals-due.ts'
import { retryEvents } from '../stripe/webhooks/inbox.ts'
import { reconcileOpenPurchases } from './open-purchases.ts'

/**
 * Settles what neither the return page nor a webhook settled, by checking with Stripe: due renewals, failed events and
 * open purchases (R14, R27, R30).
 */
export async function retryPendingFulfillments(): Promise<void> {
  await collectDueRenewals()
  await retryEvents()
  await reconcileOpenPurchases()
  await runAutoTopUps()
  await pushChangedContacts()
}
