import type Stripe from 'stripe'
import type { PackLine } from '@/db/schema/billing/billing'
import { stripe } from '../stripe/client.ts'
import { idOf } from '../stripe/responses.ts'
import { type Purchase, packLines } from './purchase.ts'

type Session = Stripe.Checkout.Session

/** Paid, or free because of a promotion code. Does not cover the trial of a subscription. */
export function isPaid({ payment_status, status }: Session): boolean {
  return payment_status === 'paid' || (payment_status === 'no_payment_required' && status === 'complete')
}

/** More lines than any of our orders has. */
const MOST_LINES = 100

/**
 * Whether a checkout was for this purchase: its lines are the ordered packs with their quantities and agreed prices.
 * Tax, promotion codes and the buyer's currency change the total, so the total is not compared (R27).
 */
export async function isOrderOf(session: Session, purchase: Purchase): Promise<boolean> {
  const { data: paid } = await stripe().checkout.sessions.listLineItems(session.id, { limit: MOST_LINES })
  const ordered = packLines(purchase)
  if (paid.length !== ordered.length) return false
  const left = [...paid]
  return ordered.every((line) => {
    const at = left.findIndex((item) => isLine(item, line, purchase.currency))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/** A price without a pack key was entered in Stripe for this order. */
function isLine({ price, quantity }: Stripe.LineItem, line: PackLine, currency: string): boolean {
  return (
    price !== null &&
    (price.metadata.pack_key ?? line.packKey) === line.packKey &&
    quantity === line.quantity &&
    price.currency === currency &&
    (price.unit_amount ?? 0) * line.quantity === line.priceCents
  )
}

/** The amounts that Stripe reports as paid, for receipts and statements. */
export function paidColumns(session: Session): Partial<Omit<Purchase, 'fulfilledAt'>> {
  const { total_details: details, presentment_details: shown } = session
  return {
    stripeSessionId: session.id,
    paidCents: session.amount_total ?? 0,
    taxCents: details?.amount_tax ?? 0,
    discountCents: details?.amount_discount ?? 0,
    stripeInvoiceId: idOf(session.invoice),
    presentmentCents: shown?.presentment_amount ?? null,
    presentmentCurrency: shown?.presentment_currency ?? null,
  }
}
