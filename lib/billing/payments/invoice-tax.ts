import type Stripe from 'stripe'

/** The total tax on an invoice, inclusive or added. Negative on a credit. */
export function taxOf({ total_taxes }: Pick<Stripe.Invoice, 'total_taxes'>): number {
  return (total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0)
}
