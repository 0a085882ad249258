import type Stripe from 'stripe'
import { assert } from '@/lib/core/assert'
import { env } from '@/lib/core/settings/env'
import { formatMoney } from '@/lib/core/text/format'
import { isPaid } from '../checkout/paid-checkout.ts'
import { findOwnerOfCustomer } from '../customer/customer-owner.ts'
import { stampedWorkspace } from '../stripe/stamp.ts'
import { idOf } from '../stripe/stripe-id.ts'
import { reportDiscrepancy } from './discrepancies.ts'

/**
 * Reports a paid checkout without a purchase of ours. Money from our customers is never ignored: operators see it. Sales of
 * other products in the same Stripe account are ignored.
 * @throws when we opened the checkout ourselves: its event stays in the inbox until the purchase is found
 */
export async function reportUnmatchedPayment(
  session: Stripe.Checkout.Session,
  why = 'names no purchase of ours',
): Promise<void> {
  if (!isPaid(session) || !session.amount_total) return
  const stamped = stampedWorkspace(session.metadata)
  const customer = idOf(session.customer)
  const workspaceId = stamped ?? (customer ? await findOwnerOfCustomer(customer) : null)
  if (workspaceId === null) return
  const amount = formatMoney(session.amount_total, session.currency ?? env().CATALOG_CURRENCY)
  const what = `${amount} was paid in a checkout that ${why}. Refund it, or grant the credits.`
  await reportDiscrepancy({ kind: 'unmatched-payment', stripeId: session.id, workspaceId, what })
  assert(stamped === null, `paid session ${session.id} belongs to a purchase of ours, but it ${why}`)
}
