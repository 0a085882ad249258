import { syncTopUpOfInvoice } from '@/lib/billing/auto-top-up/settle-top-up.ts'
import { detachDeletedCustomer } from '@/lib/billing/customer/deleted-customer.ts'
import { syncSubscription } from '@/lib/billing/subscription/sync-subscription.ts'
import { type EventFamily, named } from './family.ts'

/** Events of subscriptions, their schedules and their invoices. */
export const subscriptionEvents: EventFamily = {
  types: [
    'customer.subscription.created',
    'customer.subscription.updated',
    'customer.subscription.deleted',
    'customer.subscription.paused',
    'customer.subscription.resumed',
    'customer.subscription.pending_update_applied',
    'customer.subscription.pending_update_expired',
    'subscription_schedule.created',
    'subscription_schedule.updated',
    'subscription_schedule.released',
    'subscription_schedule.canceled',
    'subscription_schedule.completed',
  ],
  apply: syncCustomer,
}

export const invoiceEvents: EventFamily = {
  types: [
    // A renewal in draft is charged immediately (collect-renewal.ts).
    'invoice.created',
    'invoice.finalized',
    'invoice.deleted',
    'invoice.paid',
    'invoice.payment_failed',
    'invoice.payment_action_required',
    'invoice.voided',
    'invoice.marked_uncollectible',
  ],
  /** An auto top-up has an invoice of its own; all others are of plans. */
  async apply(object) {
    const invoice = named(object, 'id')
    return (invoice ? await syncTopUpOfInvoice(invoice) : null) ?? syncCustomer(object)
  },
}

async function syncCustomer(object: Parameters<EventFamily['apply']>[0]): Promise<number | null> {
  const customer = named(object, 'customer')
  return customer ? syncSubscription(customer) : null
}

/** A customer was deleted, with their subscriptions. */
export const customerEvents: EventFamily = {
  types: ['customer.deleted'],
  async apply(customer) {
    const id = named(customer, 'id')
    return id ? detachDeletedCustomer(id) : null
  },
}
