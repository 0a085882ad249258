import type Stripe from 'stripe'
import { findCustomerRow } from '@/lib/billing/customer/customer-owner.ts'
import { detachDeletedCustomer } from '@/lib/billing/customer/deleted-customer.ts'
import { stripe } from '../client.ts'
import { idOf } from '../stripe-id.ts'
import type { Tally } from './tally.ts'

/**
 * Customers that were deleted in Stripe and whose webhook was lost. Stripe does not list deleted customers, but keeps the
 * events for 30 days.
 */
export async function reconcileDeletedCustomers(sinceSeconds: number, tally: Tally): Promise<void> {
  await tally.attempt('customer.deleted', async () => {
    const recent = { type: 'customer.deleted', created: { gte: sinceSeconds }, limit: 100 }
    let applied = false
    for await (const event of stripe().events.list(recent)) {
      if (!tally.count('customers')) break
      const id = idOf(event.data.object as Stripe.Customer)
      if (!id || !(await findCustomerRow(id))) continue
      await detachDeletedCustomer(id)
      applied = true
    }
    return applied
  })
}
