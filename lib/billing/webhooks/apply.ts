import type Stripe from 'stripe'
import { checkoutEvents } from './checkout-events.ts'
import type { EventFamily } from './family.ts'
import { chargeEvents, moneyBackEvents } from './payment-events.ts'
import { invoiceEvents, subscriptionEvents } from './subscription-events.ts'

export type Applied = { status: 'applied'; workspaceId: number } | { status: 'ignored' }

const families: readonly EventFamily[] = [
  checkoutEvents,
  subscriptionEvents,
  invoiceEvents,
  chargeEvents,
  moneyBackEvents,
]

/** What our webhook endpoint asks Stripe for. */
export const handledEvents = families.flatMap(({ types }) => types)

/** Does what an event of its family makes us do; one of no family, or about none of ours, is kept as ignored. */
export async function applyEvent(event: Stripe.Event): Promise<Applied> {
  const family = families.find(({ types }) => types.includes(event.type))
  const workspaceId = family ? await family.apply(event.data.object) : null
  return workspaceId === null ? { status: 'ignored' } : { status: 'applied', workspaceId }
}
