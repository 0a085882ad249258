import type Stripe from 'stripe'
import { idOf } from '../core/ids'
import type { LocalCheckout } from '../core/kinds'
import type { World } from '../core/world'
import { type Applied, discountsOn, redeemable } from '../discounts/coupons'
import { taxationOf, taxIdTypeFor, taxOn } from '../tax/tax'
import { taxIdsOf } from '../tax/tax-ids'

type Session = Stripe.Checkout.Session

/** The customer's country and the tax ID entered on the page. */
export interface Place {
  country: string | null
  taxId?: string
}

/** Writes the order's lines and totals, with promotion code and tax, to the session. */
export function quoteSession(world: World, session: Session, place: Place): Session {
  const checkout = world.store.need('local.checkout', `checkout_of_${session.id}`)
  const applied = appliedCode(world, session, checkout)
  const subtotals = checkout.lineItems.map(({ amount_subtotal }) => amount_subtotal)
  const off = applied
    ? discountsOn(applied.coupon, subtotals, session.currency ?? 'usd')
    : subtotals.map(() => 0)
  const taxation = taxationOf(place.country, taxIdTypes(world, session, place))
  const isTaxed = session.automatic_tax.enabled && place.country !== null
  const lineItems = checkout.lineItems.map((line, i) => {
    const net = line.amount_subtotal - (off[i] ?? 0)
    const taxCents = isTaxed ? taxOn(net, taxation) : 0
    return {
      ...line,
      amount_discount: off[i] ?? 0,
      amount_tax: taxCents,
      amount_total: net + taxCents,
    }
  })
  world.store.put('local.checkout', { ...checkout, lineItems })
  const sum = (name: 'amount_discount' | 'amount_tax' | 'amount_total' | 'amount_subtotal') =>
    lineItems.reduce((total, line) => total + line[name], 0)
  return world.store.put('checkout.session', {
    ...session,
    amount_subtotal: sum('amount_subtotal'),
    amount_total: sum('amount_total'),
    automatic_tax: session.automatic_tax.enabled
      ? { ...session.automatic_tax, status: isTaxed ? 'complete' : 'requires_location_inputs' }
      : session.automatic_tax,
    discounts: applied ? [{ coupon: null, promotion_code: applied.code.id }] : [],
    total_details: {
      amount_discount: sum('amount_discount'),
      amount_shipping: 0,
      amount_tax: sum('amount_tax'),
    },
  })
}

export function appliedCode(
  world: World,
  session: Session,
  { promotionCode }: Pick<LocalCheckout, 'promotionCode'>,
): Applied | undefined {
  if (!promotionCode) return undefined
  return redeemable(world, promotionCode, {
    customer: idOf(session.customer),
    subtotalCents: session.amount_subtotal ?? 0,
    currency: session.currency ?? 'usd',
  })
}

function taxIdTypes(world: World, session: Session, { country, taxId }: Place): string[] {
  const known = taxIdsOf(world, idOf(session.customer)).map(({ type }) => type)
  return taxId && country ? [...known, taxIdTypeFor(country)] : known
}
