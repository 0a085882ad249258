import type Stripe from 'stripe'
import { idOf } from '../core/ids'
import { boundaryAfter, intervalOf } from '../core/intervals'
import type { World } from '../core/world'
import { emit, emitUpdated } from '../webhooks/events'
import { collectInvoice, finalizeAndCollect, voidInvoice } from './invoices/collect'
import { periodLines } from './invoices/invoice-lines'
import { draftInvoice } from './invoices/invoice-object'
import { claimPendingItems, pendingLines } from './invoices/pending-items'
import { forgetPendingUpdate } from './pending-update'
import { endSubscription, invoicesOf } from './standing'
import { periodOf, withItems } from './subscription-object'

/** Stripe keeps a renewal's invoice in draft for an hour, so the seller can still change it. */
const DRAFT_SECONDS = 3_600

/** The subscription's items in the next period. */
export function nextPeriod(subscription: Stripe.Subscription): Stripe.Subscription {
  const start = periodOf(subscription).end
  const [first] = subscription.items.data
  const end = first ? boundaryAfter(subscription.billing_cycle_anchor, intervalOf(first.price), start) : start
  return withItems(
    subscription,
    subscription.items.data.map((item) => ({
      ...item,
      current_period_start: start,
      current_period_end: end,
    })),
  )
}

/** At the end of the period: cancels the subscription, or starts a new period with a draft invoice. */
export function renew(world: World, id: string): void {
  const before = world.store.need('subscription', id)
  if (before.cancel_at_period_end) {
    endSubscription(world, before, 'cancellation_requested')
    return
  }
  if (before.status === 'trialing' && endTrialWithoutMethod(world, before)) return
  const ended = periodOf(before)
  const customer = world.store.need('customer', idOf(before.customer) ?? '')
  const moved = nextPeriod({ ...before, status: before.status === 'trialing' ? 'active' : before.status })
  const draft = draftInvoice(world, {
    customer,
    subscription: moved,
    lines: [...pendingLines(world, id), ...periodLines(world, moved, moved.items.data)],
    reason: 'subscription_cycle',
    period: ended,
    finalizesAt: world.now() + DRAFT_SECONDS,
  })
  claimPendingItems(world, id, draft.id)
  // Invoices of an unpaid subscription stay drafts, like in Stripe.
  const idle = before.status === 'unpaid'
  const invoice = idle
    ? { ...draft, auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null }
    : draft
  const after = world.store.put('subscription', { ...moved, latest_invoice: invoice.id })
  world.store.put('invoice', invoice)
  emitUpdated(world, 'customer.subscription.updated', before, after)
  emit(world, 'invoice.created', invoice)
}

/** A trial without a payment method can pause or cancel the subscription instead of billing it. */
function endTrialWithoutMethod(world: World, before: Stripe.Subscription): boolean {
  const behavior = before.trial_settings?.end_behavior.missing_payment_method
  const customer = world.store.find('customer', idOf(before.customer))
  const hasMethod = before.default_payment_method ?? customer?.invoice_settings.default_payment_method
  if (hasMethod || behavior === 'create_invoice' || behavior === undefined) return false
  if (behavior === 'cancel') {
    endSubscription(world, before, 'cancellation_requested')
    return true
  }
  const paused = world.store.put('subscription', { ...before, status: 'paused' })
  emit(world, 'customer.subscription.paused', paused)
  emitUpdated(world, 'customer.subscription.updated', before, paused)
  return true
}

/** Finalizes the draft after its hour. */
export function finalizeDue(world: World, id: string): void {
  const draft = world.store.need('invoice', id)
  finalizeAndCollect(world, draft, 'absent')
}

export function retryDue(world: World, id: string): void {
  collectInvoice(world, world.store.need('invoice', id), 'absent')
}

export function cancelDue(world: World, id: string): void {
  endSubscription(world, world.store.need('subscription', id), 'cancellation_requested')
}

export function tellTrialEnds(world: World, id: string): void {
  const subscription = world.store.need('subscription', id)
  world.store.saveSetting(`told.trial_will_end.${id}`, subscription.trial_end)
  emit(world, 'customer.subscription.trial_will_end', subscription)
}

/** Expires a subscription whose first payment was not made within a day. */
export function giveUpIncomplete(world: World, id: string): void {
  const before = world.store.need('subscription', id)
  for (const invoice of invoicesOf(world, id)) {
    if (invoice.status === 'open') voidInvoice(world, invoice)
  }
  const after = world.store.put('subscription', {
    ...before,
    ended_at: world.now(),
    status: 'incomplete_expired',
  })
  emitUpdated(world, 'customer.subscription.updated', before, after)
}

/** The change wasn't paid in time: voids its invoice and keeps the plan. */
export function expireUpdate(world: World, id: string): void {
  const before = world.store.need('subscription', id)
  const invoice = world.store.find('invoice', idOf(before.latest_invoice))
  if (invoice?.status === 'open' || invoice?.status === 'uncollectible') voidInvoice(world, invoice)
  else forgetPendingUpdate(world, before)
}
