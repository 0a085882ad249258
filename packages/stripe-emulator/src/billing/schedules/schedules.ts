import type Stripe from 'stripe'
import { invalid } from '@/packages/stripe-emulator/src/core/errors'
import { idOf } from '@/packages/stripe-emulator/src/core/ids'
import { boundary, intervalOf } from '@/packages/stripe-emulator/src/core/intervals'
import type { Params } from '@/packages/stripe-emulator/src/core/params'
import type { World } from '@/packages/stripe-emulator/src/core/world'
import { filters, pageOf } from '@/packages/stripe-emulator/src/http/lists'
import { type Call, get, idIn, post, type Route } from '@/packages/stripe-emulator/src/http/route'
import { emit, emitUpdated } from '@/packages/stripe-emulator/src/webhooks/events'
import { endSubscription } from '../standing'
import { PRORATION } from '../subscription-update'
import { phaseItem, phaseOf, scheduleOf } from './schedule-object'
import { applyPhase } from './schedule-phases'

type Schedule = Stripe.SubscriptionSchedule
type Phase = Stripe.SubscriptionSchedule.Phase

function create({ world, params }: Call): Schedule {
  const id = params.text('from_subscription')
  if (!id)
    throw invalid(
      'The local Stripe makes schedules from a subscription only.',
      'from_subscription',
      'parameter_missing',
    )
  const subscription = world.store.need('subscription', id, 'from_subscription')
  return world.atCustomerTime(idOf(subscription.customer), () =>
    scheduleOf(world, subscription, params.metadata('metadata')),
  )
}

/** Phases are consecutive: each starts where the previous one ends. */
function readPhases(world: World, params: Params, schedule: Schedule): Phase[] {
  const now = world.now()
  const phases: Phase[] = []
  for (const given of params.children('phases') ?? []) {
    const before = phases.at(-1)
    const startText = given.text('start_date')
    const requestedStart = startText === 'now' ? now : startText === undefined ? undefined : Number(startText)
    const start = before?.end_date ?? requestedStart ?? schedule.current_phase?.start_date ?? now
    if (requestedStart !== undefined && before && requestedStart !== before.end_date)
      throw invalid(
        'The phases of a schedule must follow each other without a gap.',
        given.nameOf('start_date'),
      )
    const prices = (given.children('items') ?? []).map((item) => ({
      price: world.store.need('price', item.required('price'), item.nameOf('price')),
      quantity: item.integer('quantity', { min: 1 }) ?? 1,
    }))
    const [first] = prices
    if (!first) throw invalid('Each phase needs items.', given.nameOf('items'), 'parameter_missing')
    const length = given.child('duration')
    const duration = length && {
      interval: length.required('interval'),
      interval_count: length.integer('interval_count', { min: 1 }) ?? 1,
    }
    const iterations = given.integer('iterations', { min: 1 }) ?? 1
    const end =
      given.integer('end_date') ??
      (duration ? boundary(start, duration, 1) : boundary(start, intervalOf(first.price), iterations))
    const phase = phaseOf(
      start,
      end,
      prices.map(({ price, quantity }) => phaseItem(price, quantity)),
      first.price.currency,
      given.choice('proration_behavior', PRORATION) ?? 'create_prorations',
    )
    phases.push({ ...phase, metadata: given.metadata('metadata') })
  }
  return phases
}

function update(call: Call): Schedule {
  const { world, params } = call
  const before = world.store.need('subscription_schedule', idIn(call))
  if (before.status !== 'active')
    throw invalid(`You cannot update a schedule with the status ${before.status}.`)
  params.accept('proration_behavior')
  return world.atCustomerTime(idOf(before.customer), () => {
    const phases = params.has('phases') ? readPhases(world, params, before) : before.phases
    const now = world.now()
    const current = phases.find(({ start_date, end_date }) => start_date <= now && now < end_date)
    if (!current) throw invalid('One phase must cover the present time.', 'phases')
    const after = world.store.put('subscription_schedule', {
      ...before,
      current_phase: { start_date: current.start_date, end_date: current.end_date },
      end_behavior: params.choice('end_behavior', ['release', 'cancel']) ?? before.end_behavior,
      metadata: params.metadata('metadata', before.metadata),
      phases,
    })
    emitUpdated(world, 'subscription_schedule.updated', before, after)
    const subscription = world.store.find('subscription', idOf(after.subscription))
    if (subscription) applyPhase(world, subscription, current)
    return after
  })
}

/** Releases the subscription: it continues unchanged without future phases. */
function release(call: Call): Schedule {
  const { world } = call
  const before = world.store.need('subscription_schedule', idIn(call))
  if (before.status !== 'active')
    throw invalid(`You cannot release a schedule with the status ${before.status}.`)
  call.params.accept('preserve_cancel_date')
  return releaseSchedule(world, before)
}

export function releaseSchedule(world: World, before: Schedule): Schedule {
  const subscription = world.store.find('subscription', idOf(before.subscription))
  if (subscription) {
    const free = world.store.put('subscription', { ...subscription, schedule: null })
    emitUpdated(world, 'customer.subscription.updated', subscription, free)
  }
  const released = world.store.put('subscription_schedule', {
    ...before,
    current_phase: null,
    released_at: world.now(),
    released_subscription: subscription?.id ?? null,
    status: 'released',
    subscription: null,
  })
  emit(world, 'subscription_schedule.released', released)
  return released
}

function cancel(call: Call): Schedule {
  const { world } = call
  const before = world.store.need('subscription_schedule', idIn(call))
  if (before.status !== 'active')
    throw invalid(`You cannot cancel a schedule with the status ${before.status}.`)
  call.params.accept('invoice_now', 'prorate')
  const canceled = world.store.put('subscription_schedule', {
    ...before,
    canceled_at: world.now(),
    current_phase: null,
    status: 'canceled',
  })
  emit(world, 'subscription_schedule.canceled', canceled)
  const subscription = world.store.find('subscription', idOf(before.subscription))
  if (subscription && subscription.status !== 'canceled')
    endSubscription(world, subscription, 'cancellation_requested')
  return canceled
}

export const scheduleRoutes: Route[] = [
  post('/v1/subscription_schedules', create),
  get('/v1/subscription_schedules', (call) =>
    pageOf(call, 'subscription_schedule', '/v1/subscription_schedules', filters(call.params, 'customer')),
  ),
  get('/v1/subscription_schedules/:id', (call) => call.world.store.need('subscription_schedule', idIn(call))),
  post('/v1/subscription_schedules/:id', update),
  post('/v1/subscription_schedules/:id/release', release),
  post('/v1/subscription_schedules/:id/cancel', cancel),
]
