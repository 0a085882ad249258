import { fulfillCheckout } from '@/lib/billing/checkout/fulfill.ts'
import { type EventFamily, named } from './family.ts'

/** A checkout was paid, is being paid by bank transfer, was refused, or expired. */
export const checkoutEvents: EventFamily = {
  types: [
    'checkout.session.completed',
    'checkout.session.async_payment_succeeded',
    'checkout.session.async_payment_failed',
    'checkout.session.expired',
  ],
  async apply(session) {
    const id = named(session, 'id')
    if (!id) return null
    const result = await fulfillCheckout(id)
    return result.kind === 'foreign' ? null : result.workspaceId
  },
}
