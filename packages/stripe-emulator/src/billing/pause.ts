import type Stripe from 'stripe'
import { idOf } from '../core/ids'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { emit, emitUpdated } from '../webhooks/events'
import { subscriptionIdOf } from './invoices/invoice-object'

type Pause = Stripe.Subscription.PauseCollection

const BEHAVIORS = ['keep_as_draft', 'mark_uncollectible', 'void'] as const

/** Undefined when not asked for, null when collection is to resume. */
export function readPause(params: Params): Pause | null | undefined {
  if (!params.has('pause_collection')) return undefined
  const pause = params.child('pause_collection')
  if (!pause) return null
  pause.required('behavior')
  const behavior = pause.choice('behavior', BEHAVIORS) ?? 'void'
  return { behavior, resumes_at: pause.integer('resumes_at') ?? null }
}

/** How invoices of the subscription are kept from being collected now; null when they are collected. */
export function pauseOf(world: World, invoice: Stripe.Invoice): Pause['behavior'] | null {
  return world.store.find('subscription', subscriptionIdOf(invoice))?.pause_collection?.behavior ?? null
}

/** The date to resume has come. Invoices of the time between stay as they are. */
export function endPause(world: World, id: string): void {
  const before = world.store.need('subscription', id)
  const after = world.store.put('subscription', { ...before, pause_collection: null })
  emitUpdated(world, 'customer.subscription.updated', before, after)
}

/** Final: nobody is asked to pay any more. An uncollectible invoice can still be paid, a void one cannot. */
export function closeInvoice(
  world: World,
  invoice: Stripe.Invoice,
  status: 'uncollectible' | 'void',
): Stripe.Invoice {
  const now = world.now()
  const closed = world.store.put('invoice', {
    ...invoice,
    auto_advance: false,
    next_payment_attempt: null,
    status,
    status_transitions: {
      ...invoice.status_transitions,
      ...(status === 'void' ? { voided_at: now } : { marked_uncollectible_at: now }),
    },
  })
  emit(world, status === 'void' ? 'invoice.voided' : 'invoice.marked_uncollectible', closed)
  return closed
}

/** With its last invoice closed a subscription owes nothing that Stripe still asks for, and is active again. */
export function afterInvoiceClosed(world: World, closed: Stripe.Invoice): void {
  const before = world.store.find('subscription', subscriptionIdOf(closed))
  if (!before || idOf(before.latest_invoice) !== closed.id) return
  if (before.status !== 'past_due' && before.status !== 'unpaid') return
  const after = world.store.put('subscription', { ...before, status: 'active' })
  emitUpdated(world, 'customer.subscription.updated', before, after)
}
