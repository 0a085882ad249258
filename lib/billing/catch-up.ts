import { pushChangedContacts } from './billing-contact.ts'
import { reconcilePurchases } from './open-purchases.ts'
import { retryEvents } from './webhooks/inbox.ts'

/** What neither a return page nor a webhook settled: failed events again, and open purchases by asking Stripe (R27, R30). */
export async function catchUp(): Promise<void> {
  await retryEvents()
  await reconcilePurchases()
  await pushChangedContacts()
}
