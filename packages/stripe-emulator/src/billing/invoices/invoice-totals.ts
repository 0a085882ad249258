import type Stripe from 'stripe'
import type { World } from '@/packages/stripe-emulator/src/core/world'
import { discountsOn } from '@/packages/stripe-emulator/src/discounts/coupons'
import type { Discounting } from '@/packages/stripe-emulator/src/discounts/subscription-discount'
import { lineTax, taxationOf } from '@/packages/stripe-emulator/src/tax/tax'
import { taxIdsOf } from '@/packages/stripe-emulator/src/tax/tax-ids'

export interface Pricing {
  customer: Stripe.Customer
  discount: Discounting | undefined
  isTaxed: boolean
}

export interface PricedLines {
  lines: Stripe.InvoiceLineItem[]
  subtotalCents: number
  discountCents: number
  totalCents: number
  taxes: Stripe.Invoice.TotalTax[]
}

/** Applies discounts, then tax on the rest of each line. Prorations are not discounted. */
export function priceLines(
  world: World,
  plain: readonly Stripe.InvoiceLineItem[],
  { customer, discount, isTaxed }: Pricing,
): PricedLines {
  const amounts = plain.map(({ amount, discountable }) => (discountable ? amount : 0))
  const off = discount
    ? discountsOn(discount.coupon, amounts, plain[0]?.currency ?? '')
    : amounts.map(() => 0)
  const taxation = taxationOf(
    customer.address?.country,
    taxIdsOf(world, customer.id).map(({ type }) => type),
  )
  const lines = plain.map((line, i) => {
    const offCents = off[i] ?? 0
    return {
      ...line,
      discount_amounts: discount && offCents > 0 ? [{ amount: offCents, discount: discount.id }] : [],
      discounts: discount && offCents > 0 ? [discount.id] : [],
      taxes: isTaxed ? [lineTax(line.amount - offCents, taxation)] : [],
    }
  })
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const subtotalCents = sum(lines.map(({ amount }) => amount))
  const discountCents = sum(off)
  const taxCents = sum(lines.flatMap(({ taxes }) => taxes.map(({ amount }) => amount)))
  return {
    lines,
    subtotalCents,
    discountCents,
    totalCents: subtotalCents - discountCents + taxCents,
    taxes: isTaxed
      ? [{ ...lineTax(subtotalCents - discountCents, taxation), amount: taxCents } as Stripe.Invoice.TotalTax]
      : [],
  }
}
