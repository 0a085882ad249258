import { syncSubscription } from '../subscription/sync-subscription.ts'
import { findOwnerOfCustomer } from './customer-owner.ts'
import { detachIfLost } from './lost-customer.ts'

/**
 * Handles a customer that was deleted in Stripe: its plan ends when Stripe ended it, and the workspace no longer has this
 * customer. Returns the workspace; null for a customer that was never ours.
 */
export async function detachDeletedCustomer(customerId: string): Promise<number | null> {
  const workspaceId = await findOwnerOfCustomer(customerId)
  if (workspaceId === null) return null
  await syncSubscription(customerId)
  await detachIfLost(customerId)
  return workspaceId
}
