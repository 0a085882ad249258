import type Stripe from 'stripe'

/** The tax on an invoice, inclusive or added, over all its rates. Negative on a credit. */
export function taxOf({ total_taxes }: Pick<Stripe.Invoice, 'total_taxes'>): number {
  return (total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0)
}
