import type Stripe from 'stripe'
import { invalid } from '@/packages/stripe-emulator/src/core/errors'
import { idOf, newId } from '@/packages/stripe-emulator/src/core/ids'
import { boundaryAfter, intervalOf } from '@/packages/stripe-emulator/src/core/intervals'
import type { World } from '@/packages/stripe-emulator/src/core/world'
import { emit, emitUpdated } from '@/packages/stripe-emulator/src/webhooks/events'
import { periodOf, planOf } from '../subscription-object'

type Schedule = Stripe.SubscriptionSchedule
type Phase = Stripe.SubscriptionSchedule.Phase

export function phaseOf(
  start: number,
  end: number,
  items: Phase['items'],
  currency: string,
  behavior: string,
): Phase {
  return {
    add_invoice_items: [],
    application_fee_percent: null,
    billing_cycle_anchor: null,
    billing_thresholds: null,
    collection_method: null,
    currency,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    end_date: end,
    invoice_settings: null,
    items,
    metadata: {},
    on_behalf_of: null,
    proration_behavior: behavior,
    start_date: start,
    transfer_data: null,
    trial_end: null,
  }
}

export function phaseItem(price: Stripe.Price, quantity: number): Phase['items'][number] {
  return {
    billing_thresholds: null,
    discounts: [],
    metadata: {},
    plan: planOf(price).id,
    price: price.id,
    quantity,
    tax_rates: [],
  }
}

/** A schedule created from the subscription's current state. */
export function scheduleOf(
  world: World,
  subscription: Stripe.Subscription,
  metadata: Stripe.Metadata = {},
): Schedule {
  if (subscription.schedule)
    throw invalid(`The subscription already has a schedule attached: \`${idOf(subscription.schedule)}\`.`)
  const period = periodOf(subscription)
  const items = subscription.items.data.map(({ price, quantity }) => phaseItem(price, quantity ?? 1))
  const phase = phaseOf(period.start, period.end, items, subscription.currency, 'create_prorations')
  const schedule = world.store.put('subscription_schedule', {
    id: newId('sub_sched_1', 23),
    object: 'subscription_schedule',
    application: null,
    billing_mode: { flexible: null, type: 'classic' },
    canceled_at: null,
    completed_at: null,
    created: world.now(),
    current_phase: { start_date: period.start, end_date: period.end },
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      automatic_tax: { disabled_reason: null, enabled: false, liability: null },
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: null,
      description: null,
      invoice_settings: {
        account_tax_ids: null,
        custom_fields: null,
        days_until_due: null,
        description: null,
        footer: null,
        issuer: { type: 'self' },
      },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: metadata,
    pause_schedules: [],
    phases: [phase],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: subscription.test_clock,
  })
  const attached = world.store.put('subscription', { ...subscription, schedule: schedule.id })
  emit(world, 'subscription_schedule.created', schedule)
  emitUpdated(world, 'customer.subscription.updated', subscription, attached)
  return schedule
}

/** Changes the price at the end of the paid period; the schedule then releases the subscription. */
export function changeAtPeriodEnd(
  world: World,
  subscription: Stripe.Subscription,
  price: Stripe.Price,
): Schedule {
  const before =
    world.store.find('subscription_schedule', idOf(subscription.schedule)) ?? scheduleOf(world, subscription)
  const period = periodOf(subscription)
  const items = subscription.items.data.map((item) => phaseItem(item.price, item.quantity ?? 1))
  const quantity = subscription.items.data[0]?.quantity ?? 1
  const nextEnd = boundaryAfter(period.end, intervalOf(price), period.end)
  const after = world.store.put('subscription_schedule', {
    ...before,
    phases: [
      phaseOf(period.start, period.end, items, subscription.currency, 'none'),
      phaseOf(period.end, nextEnd, [phaseItem(price, quantity)], subscription.currency, 'none'),
    ],
  })
  emitUpdated(world, 'subscription_schedule.updated', before, after)
  return after
}
