import type Stripe from 'stripe'
import { log } from '@/lib/core/logging/log'
import { stripe } from '../stripe/client.ts'
import type { SubscriptionState } from '../subscription/read-subscription.ts'
import { invoiceOfPeriod } from './paid-periods.ts'

/**
 * Charges a renewal as soon as its invoice exists. Stripe leaves it in draft for about an hour, and until it is paid, the
 * cycle only has the share of the grace period (R14, R19). Returns whether a request to Stripe was made, in which case the
 * state must be read again. Safe to repeat: Stripe may finalize or charge it at the same moment.
 *
 * Left to Stripe: plans with paused billing or that are ending, invoices sent for manual payment or excluded from automatic
 * collection, and subscriptions with metered items, whose usage is still being counted.
 */
export async function collectRenewal(state: SubscriptionState): Promise<boolean> {
  const { subscription, item, invoices } = state
  const invoice = invoiceOfPeriod(subscription, item.current_period_start, invoices)
  if (!invoice?.id || !isCollected(subscription) || !isWaiting(invoice)) return false
  const { id } = invoice
  try {
    if (invoice.status === 'draft')
      await stripe().invoices.finalizeInvoice(
        id,
        { auto_advance: true },
        { idempotencyKey: `finalize:${id}` },
      )
    await stripe().invoices.pay(id, { off_session: true }, { idempotencyKey: `pay-renewal:${id}` })
  } catch (error) {
    // A declined card, or an invoice that Stripe processed in the meantime: Stripe's collection continues from there, as
    // after any other failure. The ledger is updated without waiting for it.
    const reason = error instanceof Error ? error.message : String(error)
    log.info({ invoice: id, reason }, 'a renewal was not collected immediately')
  }
  return true
}

/** Whether Stripe collects the renewals of this subscription automatically and no metered usage is outstanding. */
function isCollected({ status, pause_collection, collection_method, items }: Stripe.Subscription): boolean {
  return (
    status === 'active' &&
    pause_collection === null &&
    collection_method === 'charge_automatically' &&
    items.data.every(({ price }) => price.recurring?.usage_type !== 'metered')
  )
}

/** In draft, or finalized and not yet attempted, because a process may have died in between. */
function isWaiting(invoice: Stripe.Invoice): boolean {
  const { status, billing_reason, collection_method, auto_advance, attempted } = invoice
  return (
    billing_reason === 'subscription_cycle' &&
    collection_method === 'charge_automatically' &&
    auto_advance === true &&
    !attempted &&
    (status === 'draft' || status === 'open')
  )
}
