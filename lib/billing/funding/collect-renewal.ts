import type Stripe from 'stripe'
import { log } from '@/lib/core/logging/log'
import { stripe } from '../stripe/client.ts'
import type { SubscriptionState } from '../subscription/read-subscription.ts'
import { invoiceOfPeriod } from './paid-periods.ts'

/**
 * Charges a renewal as soon as its invoice is there. Stripe leaves it in draft for about an hour, and a cycle has only the
 * share of the grace until it is paid (R14, R19). Returns whether Stripe was asked for anything, so that what it has must be
 * read again. Safe to repeat: Stripe may finalize or charge it at the same moment.
 *
 * Left to Stripe: plans whose billing is paused or that are ending, invoices that are sent to be paid by hand or that
 * someone took out of automatic collection, and subscriptions with metered items, whose usage is still being counted.
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
    // A declined card, or an invoice that Stripe moved on meanwhile: its own collection goes on from there, as it does
    // after any other failure. What is to be told to the ledger does not wait for it.
    const reason = error instanceof Error ? error.message : String(error)
    log.info({ invoice: id, reason }, 'a renewal was not collected at once')
  }
  return true
}

/** Whether Stripe collects the renewals of this subscription by itself, and nothing is still to be counted. */
function isCollected({ status, pause_collection, collection_method, items }: Stripe.Subscription): boolean {
  return (
    status === 'active' &&
    pause_collection === null &&
    collection_method === 'charge_automatically' &&
    items.data.every(({ price }) => price.recurring?.usage_type !== 'metered')
  )
}

/** In draft, or final and not yet tried: a process may have died in between. */
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
