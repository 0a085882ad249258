import { detachDeletedCustomer } from '@/lib/billing/customer/deleted-customer.ts'
import { type EventFamily, named } from './family.ts'

/** A customer was deleted, with their subscriptions. */
export const customerEvents: EventFamily = {
  types: ['customer.deleted'],
  async apply(customer) {
    const id = named(customer, 'id')
    return id ? detachDeletedCustomer(id) : null
  },
}
