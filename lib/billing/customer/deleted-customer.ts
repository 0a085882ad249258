import { syncSubscription } from '../subscription/sync-subscription.ts'
import { ownerOfCustomer } from './customer-owner.ts'
import { detachIfLost } from './lost-customer.ts'

/**
 * Stripe said that a customer was deleted. The plan ends when Stripe ended it, and the customer is no longer the
 * workspace's. Answers the workspace; null for a customer that never was ours.
 */
export async function detachDeletedCustomer(customerId: string): Promise<number | null> {
  const workspaceId = await ownerOfCustomer(customerId)
  if (workspaceId === null) return null
  await syncSubscription(customerId)
  await detachIfLost(customerId)
  return workspaceId
}
