import { pushChangedContacts } from './billing-contact.ts'
import { reconcilePurchases } from './open-purchases.ts'
import { collectDueRenewals } from './renewals-due.ts'
import { retryEvents } from './webhooks/inbox.ts'

/**
 * What neither a return page nor a webhook settled: due renewals, failed events and open purchases, by asking Stripe (R14,
 * R27, R30).
 */
export async function catchUp(): Promise<void> {
  await collectDueRenewals()
  await retryEvents()
  await reconcilePurchases()
  await pushChangedContacts()
}
