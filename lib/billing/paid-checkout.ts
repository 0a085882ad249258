import type Stripe from 'stripe'
import type { Purchase } from './purchase.ts'
import { stripe } from './stripe.ts'
import { idOf } from './stripe-id.ts'

type Session = Stripe.Checkout.Session

/** Settled: by money, or because a promotion code left nothing to pay. A subscription's trial is not meant here. */
export function isPaid({ payment_status, status }: Session): boolean {
  return payment_status === 'paid' || (payment_status === 'no_payment_required' && status === 'complete')
}

/**
 * Whether a checkout was for this purchase: its line is the pack, as often as it was ordered, at the price that was
 * agreed. Tax, codes and the currency in which the buyer paid change the total and say nothing about that (R27).
 */
export async function isOrderOf(session: Session, purchase: Purchase): Promise<boolean> {
  const { data } = await stripe().checkout.sessions.listLineItems(session.id, { limit: 2 })
  const [line, ...more] = data
  const price = line?.price
  return (
    more.length === 0 &&
    price !== undefined &&
    price !== null &&
    (price.metadata.pack_key ?? purchase.packKey) === purchase.packKey &&
    line?.quantity === purchase.quantity &&
    price.currency === purchase.currency &&
    (price.unit_amount ?? 0) * purchase.quantity === purchase.priceCents
  )
}

/** What Stripe says was paid, for receipts and statements. */
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
