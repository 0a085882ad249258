import type Stripe from 'stripe'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/stripe-id.ts'

const MOST_INVOICES = 100
const MOST_LINES = 1_000

/** The latest invoices of a subscription, the newest first, with all of their lines. */
export async function invoicesOf(subscription: string): Promise<Stripe.Invoice[]> {
  const { data } = await stripe().invoices.list({ subscription, limit: MOST_INVOICES })
  return Promise.all(data.map(withAllLines))
}

/** Stripe gives only the first lines of an invoice with it; the period may be behind many prorations. */
async function withAllLines(invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  const { id, lines } = invoice
  if (!id || !lines.has_more) return invoice
  const data = await stripe()
    .invoices.listLineItems(id, { limit: 100 })
    .autoPagingToArray({ limit: MOST_LINES })
  return { ...invoice, lines: { ...lines, data, has_more: false } }
}

/** An invoice of a subscription that has ended and can still be paid; the oldest of them. */
export async function openInvoiceOfEnded(
  customer: string,
  ended: readonly Stripe.Subscription[],
): Promise<Stripe.Invoice | null> {
  if (ended.length === 0) return null
  const { data } = await stripe().invoices.list({ customer, status: 'open', limit: MOST_INVOICES })
  const isOfEnded = ({ parent }: Stripe.Invoice) =>
    ended.some(({ id }) => id === idOf(parent?.subscription_details?.subscription))
  return data.findLast(isOfEnded) ?? null
}

/**
 * Voids an invoice, so that it cannot be paid any more. One that was voided or paid meanwhile stays as it is. Returns what
 * became of it.
 */
export async function voidIfOpen(id: string): Promise<Stripe.Invoice.Status | null> {
  const { status } = await stripe().invoices.retrieve(id)
  if (status !== 'open' && status !== 'uncollectible') return status
  try {
    return (await stripe().invoices.voidInvoice(id)).status
  } catch (error) {
    const after = await stripe().invoices.retrieve(id)
    if (after.status !== 'void' && after.status !== 'paid') throw error
    return after.status
  }
}
