import type Stripe from 'stripe'
import { idOf } from '../core/ids'
import type { LocalCheckout } from '../core/kinds'
import type { World } from '../core/world'
import { taxIdTypeFor } from '../tax/tax'
import { createTaxId, shownTaxIds } from '../tax/tax-ids'
import { emitUpdated } from '../webhooks/events'

type Session = Stripe.Checkout.Session

export interface Payer {
  email: string
  name: string
  businessName?: string
  taxId?: string
}

/** Saves the requested details on the customer: address, name, tax ID. */
export function saveCollected(
  world: World,
  session: Session,
  checkout: LocalCheckout,
  payer: Payer,
  address: Stripe.Address | null,
): void {
  const before = world.store.find('customer', idOf(session.customer))
  if (!before) return
  const update = checkout.customerUpdate ?? { address: false, name: false }
  const after = world.store.put('customer', {
    ...before,
    address: update.address && address ? address : before.address,
    name: update.name ? payer.businessName || payer.name : before.name,
  })
  emitUpdated(world, 'customer.updated', before, after)
  const country = address?.country
  const known = shownTaxIds(world, before.id).some(({ value }) => value === payer.taxId)
  if (session.tax_id_collection?.enabled && payer.taxId && country && !known)
    createTaxId(world, before.id, taxIdTypeFor(country), payer.taxId)
}

/** The session's customer details once it is complete. */
export function detailsOf(
  world: World,
  session: Session,
  payer: Payer,
  address: Stripe.Address | null,
): Stripe.Checkout.Session.CustomerDetails {
  const typed =
    payer.taxId && address?.country ? [{ type: taxIdTypeFor(address.country), value: payer.taxId }] : []
  const known = shownTaxIds(world, idOf(session.customer))
  const isCollecting = session.tax_id_collection?.enabled ?? false
  return {
    address,
    business_name: isCollecting ? payer.businessName || null : null,
    email: payer.email,
    individual_name: null,
    name: payer.businessName || payer.name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: isCollecting ? ([...known, ...typed] as Stripe.Checkout.Session.CustomerDetails.TaxId[]) : [],
  }
}
