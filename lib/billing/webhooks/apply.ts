import type Stripe from 'stripe'
import { fulfil } from '../fulfil.ts'
import { syncSubscription } from '../sync-subscription.ts'

export type Applied = { status: 'applied'; workspaceId: number } | { status: 'ignored' }

/**
 * What an event makes us do. The event only says where to look: the state is read from Stripe's objects (R30), so
 * order, repeats and delay do not matter.
 */
export async function applyEvent(event: Stripe.Event): Promise<Applied> {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired':
      return applied((await fulfil(event.data.object.id)).workspaceId)
    case 'customer.subscription.created':
    case 'customer.subscription.updated':
    case 'customer.subscription.deleted':
    case 'invoice.paid':
    case 'invoice.payment_failed': {
      const { customer } = event.data.object
      const id = typeof customer === 'string' ? customer : customer?.id
      return id ? applied(await syncSubscription(id)) : { status: 'ignored' }
    }
    default:
      return { status: 'ignored' }
  }
}

const applied = (workspaceId: number): Applied => ({ status: 'applied', workspaceId })
