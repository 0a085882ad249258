import { runAutoTopUps } from '../auto-top-up/continue-top-up.ts'
import { pushChangedContacts } from '../customer/billing-contact.ts'
import { collectDueRenewals } from '../funding/renewals-due.ts'
import { retryEvents } from '../stripe/webhooks/inbox.ts'
import { reconcilePurchases } from './open-purchases.ts'

/**
 * What neither a return page nor a webhook settled: due renewals, failed events and open purchases, by asking Stripe (R14,
 * R27, R30).
 */
export async function catchUp(): Promise<void> {
  await collectDueRenewals()
  await retryEvents()
  await reconcilePurchases()
  await runAutoTopUps()
  await pushChangedContacts()
}
