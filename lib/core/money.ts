import { formatMoney } from './format.ts'

/** What was paid, as Stripe says: amounts in the smallest unit of `currency`. */
export type Paid = {
  totalCents: number
  taxCents: number
  discountCents: number
  currency: string
  /** What the buyer was charged instead, when the price was converted to their currency. */
  presentment: { cents: number; currency: string } | null
}

/** "$16.20, including $1.20 tax, after a $3 discount (charged as €14.58)". */
export function paidWords({ totalCents, taxCents, discountCents, currency, presentment }: Paid): string {
  const tax = taxCents > 0 ? `, including ${formatMoney(taxCents, currency)} tax` : ''
  const discount = discountCents > 0 ? `, after a ${formatMoney(discountCents, currency)} discount` : ''
  const shown = presentment ? ` (charged as ${formatMoney(presentment.cents, presentment.currency)})` : ''
  return `${formatMoney(totalCents, currency)}${tax}${discount}${shown}`
}

type Columns = {
  priceCents: number
  paidCents: number | null
  taxCents: number
  discountCents: number
  currency: string
  presentmentCents: number | null
  presentmentCurrency: string | null
}

/** A purchase before it is paid is worth its price. */
export function paidOf(purchase: Columns): Paid {
  const { presentmentCents, presentmentCurrency } = purchase
  return {
    totalCents: purchase.paidCents ?? purchase.priceCents,
    taxCents: purchase.taxCents,
    discountCents: purchase.discountCents,
    currency: purchase.currency,
    presentment:
      presentmentCents !== null && presentmentCurrency !== null
        ? { cents: presentmentCents, currency: presentmentCurrency }
        : null,
  }
}
