import type Stripe from 'stripe'
import { newId } from '../core/ids'
import type { World } from '../core/world'
import type { Applied } from './coupons'

/** The discount of a code used when subscribing: for one invoice, several months, or forever. */
export function discountSubscription(
  world: World,
  subscription: Stripe.Subscription,
  { code, coupon }: Applied,
): Stripe.Subscription {
  const start = world.now()
  const end = new Date(start * 1000)
  end.setUTCMonth(end.getUTCMonth() + (coupon.duration_in_months ?? 0))
  const discount = world.store.put('discount', {
    id: newId('di_1', 23),
    object: 'discount',
    checkout_session: null,
    customer: subscription.customer as string,
    customer_account: null,
    end: coupon.duration === 'repeating' ? Math.floor(end.getTime() / 1000) : null,
    invoice: null,
    invoice_item: null,
    promotion_code: code.id,
    source: { coupon: coupon.id, type: 'coupon' },
    start,
    subscription: subscription.id,
    subscription_item: null,
  })
  return { ...subscription, discounts: [discount.id] }
}

export interface Discounting {
  id: string
  coupon: Stripe.Coupon
}

/** The discount on what a subscription bills now. */
export function discountOf(world: World, subscription: Stripe.Subscription | null): Discounting | undefined {
  const [id] = subscription?.discounts ?? []
  const discount = typeof id === 'string' ? world.store.find('discount', id) : undefined
  if (!discount || (discount.end !== null && discount.end <= world.now())) return undefined
  const coupon = world.store.find('coupon', discount.source.coupon as string | null)
  return coupon && { id: discount.id, coupon }
}

/** Removes a one-time discount after the first invoice. */
export function spendDiscount(world: World, subscription: Stripe.Subscription): Stripe.Subscription {
  const discount = discountOf(world, subscription)
  return discount?.coupon.duration === 'once' ? { ...subscription, discounts: [] } : subscription
}
