import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { newId } from '../core/ids'
import { pageOf } from '../http/lists'
import { type Call, del, get, idIn, post, type Route } from '../http/route'
import { emit } from '../webhooks/events'
import { runDue } from './invoices/due'

const KIND = 'test_helpers.test_clock'
const PATH = '/v1/test_helpers/test_clocks'
const KEPT_SECONDS = 30 * 86_400

function create({ world, params }: Call): Stripe.TestHelpers.TestClock {
  const frozenTime = params.integer('frozen_time')
  if (frozenTime === undefined)
    throw invalid('Missing required param: frozen_time.', 'frozen_time', 'parameter_missing')
  const clock = world.store.put(KIND, {
    id: newId('clock_1', 23),
    object: KIND,
    created: world.now(),
    deletes_after: world.now() + KEPT_SECONDS,
    frozen_time: frozenTime,
    livemode: false,
    name: params.text('name') ?? null,
    status: 'ready',
    status_details: {},
  })
  emit(world, 'test_helpers.test_clock.created', clock)
  return clock
}

/** Stripe does this in the background; here it finishes before the response, so the clock is `ready` immediately. */
function advance(call: Call): Stripe.TestHelpers.TestClock {
  const { world, params } = call
  const clock = world.store.need(KIND, idIn(call))
  const target = params.integer('frozen_time')
  if (target === undefined || target <= clock.frozen_time)
    throw invalid('The frozen time must be after the current frozen time of the test clock.', 'frozen_time')
  runDue(world, target, clock.id)
  const ready = world.store.put(KIND, { ...clock, frozen_time: target })
  emit(world, 'test_helpers.test_clock.advancing', { ...ready, status: 'advancing' })
  emit(world, 'test_helpers.test_clock.ready', ready)
  return ready
}

function remove(call: Call): Stripe.TestHelpers.DeletedTestClock {
  const { world } = call
  const clock = world.store.need(KIND, idIn(call))
  for (const customer of world.store.list('customer', { where: [['test_clock', clock.id]] })) {
    world.store.remove(customer.id)
    world.store.put('local.deleted_customer', { id: `deleted_${customer.id}`, customer: customer.id })
  }
  for (const subscription of world.store.list('subscription', { where: [['test_clock', clock.id]] }))
    world.store.remove(subscription.id)
  world.store.remove(clock.id)
  emit(world, 'test_helpers.test_clock.deleted', clock)
  return { id: clock.id, object: KIND, deleted: true }
}

export const testClockRoutes: Route[] = [
  post(PATH, create),
  get(PATH, (call) => pageOf(call, KIND, PATH)),
  get(`${PATH}/:id`, (call) => call.world.store.need(KIND, idIn(call))),
  post(`${PATH}/:id/advance`, advance),
  del(`${PATH}/:id`, remove),
]
