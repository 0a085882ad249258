import { decimalsOf, formatMoney } from './format.ts'

/** A paid amount as reported by Stripe, in the smallest unit of `currency`. */
export type Paid = {
  totalCents: number
  taxCents: number
  discountCents: number
  currency: string
  /** The amount charged in the customer's currency, if it was converted. */
  presentment: { cents: number; currency: string } | null
}

/** "$16.20, including $1.20 tax, after a $3 discount (charged as €14.58)". */
export function formatPaid({ totalCents, taxCents, discountCents, currency, presentment }: Paid): string {
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

/** Before payment, the amount is the purchase's price. */
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

/**
 * Parses a typed amount ("49", "1,490.00", "49.5") into the smallest unit of its currency. Null if it is not an amount or
 * has too many decimals.
 */
export function centsOf(typed: string, currency: string): number | null {
  const [, whole = '', fraction = ''] = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d+))?$/.exec(typed.trim()) ?? []
  const decimals = decimalsOf(currency)
  if (whole === '' || fraction.length > decimals) return null
  return Number(whole.replaceAll(',', '') + fraction.padEnd(decimals, '0'))
}

/** The reverse, as a field's initial value: "49.00", "1490", without a currency sign. */
export const amountOf = (cents: number, currency: string): string =>
  (cents / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency))
