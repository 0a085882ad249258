import type Stripe from 'stripe'
import type { BillingInterval } from '@/db/schema/billing/billing'
import { assert } from '@/lib/core/assert'
import { getPlan, type Plan } from '../catalog/catalog.ts'

export type Priced = { plan: Plan; interval: BillingInterval }

/** The plan of a Stripe price, from its metadata (R29). */
export async function getPlanOfPrice(price: Stripe.Price): Promise<Priced> {
  assert(price.metadata?.plan_key, `price ${price.id} names a plan of ours`)
  const plan = await getPlan(price.metadata.plan_key)
  return { plan, interval: price.recurring?.interval === 'year' ? 'year' : 'month' }
}

/** The item with our plan; an operator may have added others in Stripe. */
export function planItem({ items }: Stripe.Subscription): Stripe.SubscriptionItem | undefined {
  return items.data.find(({ price }) => price.metadata?.plan_key) ?? items.data[0]
}
