import type Stripe from 'stripe'
import { idOf } from '../core/ids'
import type { World } from '../core/world'
import { emit, emitUpdated } from '../webhooks/events'
import { subscriptionIdOf } from './invoices/invoice-object'
import { withItems } from './subscription-object'

const HOUR = 3_600
/** An unpaid change expires after this or at the end of the period it would have changed. */
const LASTS_SECONDS = 23 * HOUR

/** Stores a change that is applied when its invoice is paid. */
export function pendingUpdate(
  world: World,
  { items, anchorSeconds }: { items: Stripe.SubscriptionItem[]; anchorSeconds: number },
  periodEndSeconds: number,
): Stripe.Subscription.PendingUpdate {
  return {
    billing_cycle_anchor: anchorSeconds,
    cancel_at_period_end: null,
    discount: null,
    discounts: null,
    expires_at: Math.min(world.now() + LASTS_SECONDS, periodEndSeconds),
    metadata: null,
    subscription_items: items,
    trial_end: null,
    trial_from_plan: null,
  }
}

/** The subscription whose pending change this invoice is for. */
export function subscriptionWaitingFor(
  world: World,
  invoice: Stripe.Invoice,
): Stripe.Subscription | undefined {
  const subscription = world.store.find('subscription', subscriptionIdOf(invoice))
  return subscription?.pending_update && idOf(subscription.latest_invoice) === invoice.id
    ? subscription
    : undefined
}

export function applyPendingUpdate(world: World, paid: Stripe.Invoice): void {
  const before = subscriptionWaitingFor(world, paid)
  const update = before?.pending_update
  if (!before || !update) return
  const after = world.store.put('subscription', {
    ...withItems(before, update.subscription_items ?? before.items.data),
    billing_cycle_anchor: update.billing_cycle_anchor ?? before.billing_cycle_anchor,
    pending_update: null,
  })
  emitUpdated(world, 'customer.subscription.updated', before, after)
  // If paid at the first attempt, it was never visibly pending.
  if (paid.attempt_count > 1) emit(world, 'customer.subscription.pending_update_applied', after)
}

/** Drops the pending change when its invoice is voided. */
export function dropPendingUpdate(world: World, voided: Stripe.Invoice): void {
  const before = subscriptionWaitingFor(world, voided)
  if (before) forgetPendingUpdate(world, before)
}

export function forgetPendingUpdate(world: World, before: Stripe.Subscription): void {
  const after = world.store.put('subscription', { ...before, pending_update: null })
  emitUpdated(world, 'customer.subscription.updated', before, after)
  emit(world, 'customer.subscription.pending_update_expired', after)
}
