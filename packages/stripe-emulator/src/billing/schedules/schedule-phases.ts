import type Stripe from 'stripe'
import { idOf } from '@/packages/stripe-emulator/src/core/ids'
import { intervalOf } from '@/packages/stripe-emulator/src/core/intervals'
import type { World } from '@/packages/stripe-emulator/src/core/world'
import { emit, emitUpdated } from '@/packages/stripe-emulator/src/webhooks/events'
import { endSubscription } from '../standing'
import { newItem, periodOf, planOf, withItems } from '../subscription-object'
import { changeItems, type Proration } from '../subscription-update'

type Schedule = Stripe.SubscriptionSchedule

const phaseAt = (schedule: Schedule, seconds: number) =>
  schedule.phases.find(({ start_date, end_date }) => start_date <= seconds && seconds < end_date)

/** At the end of a phase: starts the next one or completes the schedule. */
export function enterNextPhase(world: World, id: string): void {
  const schedule = world.store.need('subscription_schedule', id)
  const next = phaseAt(schedule, world.now())
  const subscription = world.store.find('subscription', idOf(schedule.subscription))
  if (!subscription || subscription.status === 'canceled') {
    store(world, schedule, { status: 'canceled', current_phase: null, canceled_at: world.now() })
    emit(world, 'subscription_schedule.canceled', world.store.need('subscription_schedule', id))
    return
  }
  if (!next) {
    finish(world, schedule, subscription)
    return
  }
  applyPhase(world, subscription, next)
  store(world, schedule, { current_phase: { start_date: next.start_date, end_date: next.end_date } })
}

function store(world: World, before: Schedule, change: Partial<Schedule>): Schedule {
  const after = world.store.put('subscription_schedule', { ...before, ...change })
  emitUpdated(world, 'subscription_schedule.updated', before, after)
  return after
}

function finish(world: World, schedule: Schedule, subscription: Stripe.Subscription): void {
  const free = world.store.put('subscription', { ...subscription, schedule: null })
  emitUpdated(world, 'customer.subscription.updated', subscription, free)
  if (schedule.end_behavior === 'cancel') {
    store(world, schedule, { status: 'completed', completed_at: world.now(), current_phase: null })
    endSubscription(world, free, 'cancellation_requested')
    emit(world, 'subscription_schedule.completed', world.store.need('subscription_schedule', schedule.id))
    return
  }
  const released = store(world, schedule, {
    status: 'released',
    released_at: world.now(),
    released_subscription: subscription.id,
    subscription: null,
    current_phase: null,
  })
  emit(world, 'subscription_schedule.released', released)
}

/**
 * Applies a phase's items to the subscription. At the end of a paid period nothing needs proration, because the renewal in the
 * same second bills the new items. In the middle of a period it is a regular change.
 */
export function applyPhase(
  world: World,
  subscription: Stripe.Subscription,
  phase: Stripe.SubscriptionSchedule.Phase,
): void {
  const wanted = phase.items.flatMap(({ price, quantity }) => {
    const found = world.store.find('price', idOf(price))
    return found ? [{ price: found, quantity: quantity ?? 1 }] : []
  })
  const items = subscription.items.data
  const same =
    items.length === wanted.length &&
    items.every((item, i) => item.price.id === wanted[i]?.price.id && item.quantity === wanted[i]?.quantity)
  if (same) return
  const period = periodOf(subscription)
  if (world.now() < period.end) {
    const removed = items.slice(wanted.length).map(({ id }) => ({ id, deleted: true }))
    const changes = [...wanted.map((want, i) => ({ id: items[i]?.id, ...want })), ...removed]
    changeItems(world, subscription, { changes, proration: phase.proration_behavior as Proration })
    return
  }
  const next = wanted.map((want, i) => {
    const item = items[i] ?? newItem(subscription.id, want, period, world.now())
    return { ...item, price: want.price, plan: planOf(want.price), quantity: want.quantity }
  })
  const [before, after] = [items[0]?.price, next[0]?.price]
  const sameRhythm =
    before && after && JSON.stringify(intervalOf(before)) === JSON.stringify(intervalOf(after))
  const changed = world.store.put('subscription', {
    ...withItems(subscription, next),
    billing_cycle_anchor: sameRhythm ? subscription.billing_cycle_anchor : period.end,
  })
  emitUpdated(world, 'customer.subscription.updated', subscription, changed)
}
