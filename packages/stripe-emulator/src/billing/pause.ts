import type Stripe from 'stripe'
import { idOf } from '../core/ids'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { emit, emitUpdated } from '../webhooks/events'
import { subscriptionIdOf } from './invoices/invoice-object'

type Pause = Stripe.Subscription.PauseCollection

const BEHAVIORS = ['keep_as_draft', 'mark_uncollectible', 'void'] as const

/** Undefined if not requested, null to resume collection. */
export function readPause(params: Params): Pause | null | undefined {
  if (!params.has('pause_collection')) return undefined
  const pause = params.child('pause_collection')
  if (!pause) return null
  pause.required('behavior')
  const behavior = pause.choice('behavior', BEHAVIORS) ?? 'void'
  return { behavior, resumes_at: pause.integer('resumes_at') ?? null }
}

/** How collection is currently paused; null if it is not. */
export function pauseOf(world: World, invoice: Stripe.Invoice): Pause['behavior'] | null {
  return world.store.find('subscription', subscriptionIdOf(invoice))?.pause_collection?.behavior ?? null
}

/** Resumes on the scheduled date. Invoices created while paused stay unchanged. */
export function endPause(world: World, id: string): void {
  const before = world.store.need('subscription', id)
  const after = world.store.put('subscription', { ...before, pause_collection: null })
  emitUpdated(world, 'customer.subscription.updated', before, after)
}

/** Closes an invoice: no further collection. An uncollectible invoice can still be paid, a void one cannot. */
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

/** Once its last open invoice is closed, a subscription is active again. */
export function afterInvoiceClosed(world: World, closed: Stripe.Invoice): void {
  const before = world.store.find('subscription', subscriptionIdOf(closed))
  if (!before || idOf(before.latest_invoice) !== closed.id) return
  if (before.status !== 'past_due' && before.status !== 'unpaid') return
  const after = world.store.put('subscription', { ...before, status: 'active' })
  emitUpdated(world, 'customer.subscription.updated', before, after)
}
