import type Stripe from 'stripe'
import type { World } from '../core/world'
import { emit, emitUpdated } from '../webhooks/events'

/** What happens to a subscription once every attempt to charge it has failed. Set at `/_local/settings`. */
export type AfterRetries = 'cancel' | 'unpaid' | 'past_due'

const SETTING = 'billing.after_retries'

export const afterRetries = ({ store }: World): AfterRetries => store.setting<AfterRetries>(SETTING, 'cancel')
export const setAfterRetries = ({ store }: World, value: AfterRetries): void =>
  store.saveSetting(SETTING, value)

function moveTo(
  world: World,
  before: Stripe.Subscription,
  status: Stripe.Subscription.Status,
): Stripe.Subscription {
  const after = world.store.put('subscription', { ...before, status })
  emitUpdated(world, 'customer.subscription.updated', before, after)
  return after
}

export function afterInvoicePaid(world: World, subscriptionId: string | null): void {
  const subscription = world.store.find('subscription', subscriptionId)
  if (subscription && ['incomplete', 'past_due', 'unpaid'].includes(subscription.status))
    moveTo(world, subscription, 'active')
}

/** While a bank debit is processing, Stripe reports a new subscription as active, although nothing was paid. */
export function afterInvoiceProcessing(world: World, subscriptionId: string | null): void {
  const subscription = world.store.find('subscription', subscriptionId)
  if (subscription?.status === 'incomplete') moveTo(world, subscription, 'active')
}

export function afterInvoiceUnpaid(
  world: World,
  subscriptionId: string | null,
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
): void {
  const subscription = world.store.find('subscription', subscriptionId)
  // The first invoice leaves the subscription incomplete; a later one or a returned debit makes it past due.
  if (!subscription || subscription.status === 'incomplete' || subscription.status === 'canceled') return
  if (isFirst) {
    if (subscription.status === 'active') moveTo(world, subscription, 'past_due')
    return
  }
  if (!isLast) {
    if (subscription.status !== 'past_due') moveTo(world, subscription, 'past_due')
    return
  }
  const end = afterRetries(world)
  if (end === 'cancel') endSubscription(world, subscription, 'payment_failed')
  else if (subscription.status !== end) moveTo(world, subscription, end)
}

/** Cancels it. Its open invoices are no longer collected automatically. */
export function endSubscription(
  world: World,
  before: Stripe.Subscription,
  reason: Stripe.Subscription.CancellationDetails.Reason,
): Stripe.Subscription {
  const ended = world.store.put('subscription', {
    ...before,
    canceled_at: before.canceled_at ?? world.now(),
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      ...before.cancellation_details,
      reason: before.cancellation_details?.reason ?? reason,
    },
    ended_at: world.now(),
    status: 'canceled',
  })
  for (const invoice of invoicesOf(world, before.id)) {
    if (invoice.status === 'open' || invoice.status === 'draft')
      world.store.put('invoice', {
        ...invoice,
        auto_advance: false,
        automatically_finalizes_at: null,
        next_payment_attempt: null,
      })
  }
  emit(world, 'customer.subscription.deleted', ended)
  return ended
}

export function invoicesOf({ store }: World, subscriptionId: string): Stripe.Invoice[] {
  return store.list('invoice', {
    where: [['parent.subscription_details.subscription', subscriptionId]],
  })
}
