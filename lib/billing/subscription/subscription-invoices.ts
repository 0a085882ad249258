import type Stripe from 'stripe'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'

const MOST_INVOICES = 100
const MOST_LINES = 1_000

/** The latest invoices of a subscription with all lines, newest first. */
export async function listInvoices(subscription: string): Promise<Stripe.Invoice[]> {
  const { data } = await stripe().invoices.list({ subscription, limit: MOST_INVOICES })
  return Promise.all(data.map(withAllLines))
}

/** Stripe only includes the first lines of an invoice; the period may come after many prorations. */
async function withAllLines(invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  const { id, lines } = invoice
  if (!id || !lines.has_more) return invoice
  const data = await stripe()
    .invoices.listLineItems(id, { limit: 100 })
    .autoPagingToArray({ limit: MOST_LINES })
  return { ...invoice, lines: { ...lines, data, has_more: false } }
}

/** The oldest invoice of an ended subscription that can still be paid. */
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
 * Voids an invoice, so it can no longer be paid. One that was voided or paid in the meantime does not change. Returns its
 * status.
 */
export async function voidInvoiceIfOpen(id: string): Promise<Stripe.Invoice.Status | null> {
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
