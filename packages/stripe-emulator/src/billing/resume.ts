import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { idOf } from '../core/ids'
import { boundaryAfter, intervalOf } from '../core/intervals'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { emit, emitUpdated } from '../webhooks/events'
import { issueNow } from './invoices/collect'
import { periodLines } from './invoices/invoice-lines'
import { draftInvoice } from './invoices/invoice-object'
import { periodOf, withItems } from './subscription-object'

/** Resumes a paused subscription with a new period, billed immediately. */
export function resumeSubscription(world: World, id: string, params: Params): Stripe.Subscription {
  const before = world.store.need('subscription', id)
  if (before.status !== 'paused') throw invalid('You can only resume a paused subscription.')
  const anchor = params.child('billing_cycle_anchor')?.choice('type', ['now', 'unchanged']) ?? 'now'
  if (anchor === 'unchanged') throw invalid('The local Stripe resumes with a new billing cycle only.')
  params.accept('payment_behavior', 'proration_behavior')
  return world.atCustomerTime(idOf(before.customer), () => {
    const now = world.now()
    const [first] = before.items.data
    const end = first ? boundaryAfter(now, intervalOf(first.price), now) : now
    const resumed = withItems(
      { ...before, billing_cycle_anchor: now, status: 'active' },
      before.items.data.map((item) => ({ ...item, current_period_start: now, current_period_end: end })),
    )
    const customer = world.store.need('customer', idOf(before.customer) ?? '')
    const draft = draftInvoice(world, {
      customer,
      subscription: resumed,
      lines: periodLines(world, resumed, resumed.items.data),
      reason: 'subscription_cycle',
      period: periodOf(before),
    })
    const after = world.store.put('subscription', { ...resumed, latest_invoice: draft.id })
    emit(world, 'customer.subscription.resumed', after)
    emitUpdated(world, 'customer.subscription.updated', before, after)
    issueNow(world, draft, 'absent')
    return world.store.need('subscription', id)
  })
}
