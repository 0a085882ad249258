import type Stripe from 'stripe'
import { ApiError, invalid } from '../core/errors'
import { idOf } from '../core/ids'
import type { Params } from '../core/params'
import type { World } from '../core/world'
import { needMethod } from '../payments/payment-methods'
import { emitUpdated } from '../webhooks/events'
import { type ItemChange, planChange } from './change'
import { issueNow } from './invoices/collect'
import { draftInvoice } from './invoices/invoice-object'
import { addPendingItem, claimPendingItems, pendingLines } from './invoices/pending-items'
import { readPause } from './pause'
import { pendingUpdate } from './pending-update'
import { endSubscription } from './standing'
import { periodOf, withItems } from './subscription-object'

export const PRORATION = ['always_invoice', 'create_prorations', 'none'] as const
export type Proration = (typeof PRORATION)[number]

export function readItemChanges(world: World, params: Params): ItemChange[] {
  return (params.children('items') ?? []).map((item) => {
    const priceId = item.text('price')
    return {
      id: item.text('id'),
      price: priceId ? world.store.need('price', priceId, item.nameOf('price')) : undefined,
      quantity: item.integer('quantity', { min: 0 }),
      deleted: item.flag('deleted') ?? false,
      metadata: item.has('metadata') ? item.metadata('metadata') : undefined,
    }
  })
}

/** Since 2026-09 the anchor is an object with a type instead of a string. */
export function restarts(params: Params): boolean {
  return params.child('billing_cycle_anchor')?.choice('type', ['now', 'unchanged']) === 'now'
}

export interface ItemsUpdate {
  changes: readonly ItemChange[]
  proration: Proration
  prorationDate?: number
  restart?: boolean
  /** False leaves an immediately due invoice open instead of charging it. */
  payNow?: boolean
  /** Applies nothing until an immediately due invoice is paid. */
  waitForPayment?: boolean
}

/** Changes the items; bills the difference now, with the next invoice, or not at all. */
export function changeItems(
  world: World,
  before: Stripe.Subscription,
  update: ItemsUpdate,
): Stripe.Subscription {
  const plan = planChange(world, before, update.changes, {
    atSeconds: update.prorationDate ?? world.now(),
    prorate: update.proration !== 'none',
    restart: update.restart ?? false,
  })
  const customer = world.store.need('customer', idOf(before.customer) ?? '')
  const billsNow =
    plan.fullPeriod.length > 0 || (update.proration === 'always_invoice' && plan.prorations.length > 0)
  const changed = withItems({ ...before, billing_cycle_anchor: plan.anchorSeconds }, plan.items)
  if (!billsNow) {
    const after = world.store.put('subscription', changed)
    for (const line of plan.prorations) addPendingItem(world, customer, line)
    emitUpdated(world, 'customer.subscription.updated', before, after)
    return after
  }
  const draft = draftInvoice(world, {
    customer,
    subscription: changed,
    lines: [...pendingLines(world, before.id), ...plan.prorations, ...plan.fullPeriod],
    reason: 'subscription_update',
    period: periodOf(before),
  })
  claimPendingItems(world, before.id, draft.id)
  const invoiced = world.store.put('subscription', {
    ...(update.waitForPayment ? before : changed),
    latest_invoice: draft.id,
    pending_update: update.waitForPayment ? pendingUpdate(world, plan, periodOf(before).end) : null,
  })
  if (!update.waitForPayment) emitUpdated(world, 'customer.subscription.updated', before, invoiced)
  if (update.payNow === false) issueNow(world, { ...draft, auto_advance: false }, 'absent')
  else issueNow(world, draft, 'absent')
  const after = world.store.need('subscription', before.id)
  if (after.pending_update) emitUpdated(world, 'customer.subscription.updated', before, after)
  return after
}

/** Cancels at the end of the period, or undoes that. */
export function setCancelAtPeriodEnd(
  world: World,
  before: Stripe.Subscription,
  cancels: boolean,
  details: Partial<Stripe.Subscription.CancellationDetails> = {},
): Stripe.Subscription {
  const none = { comment: null, feedback: null, feedback_option: null, reason: null }
  const after = world.store.put('subscription', {
    ...before,
    cancel_at: cancels ? periodOf(before).end : null,
    // In flexible billing the date alone says when it ends.
    cancel_at_period_end: cancels && before.billing_mode.type !== 'flexible',
    canceled_at: cancels ? world.now() : null,
    cancellation_details: cancels ? { ...none, ...details, reason: 'cancellation_requested' } : none,
  })
  emitUpdated(world, 'customer.subscription.updated', before, after)
  return after
}

function plainFields(world: World, before: Stripe.Subscription, params: Params): Stripe.Subscription {
  const methodId = params.clearable('default_payment_method')
  const cancelAt = params.clearable('cancel_at')
  const description = params.clearable('description')
  const trialEnd = params.text('trial_end')
  const now = world.now()
  const trialEnds = trialEnd === 'now' ? now : trialEnd === undefined ? undefined : Number(trialEnd)
  const pause = readPause(params)
  return {
    ...before,
    ...(pause !== undefined && { pause_collection: pause }),
    metadata: params.metadata('metadata', before.metadata),
    description: description === undefined ? before.description : description,
    default_payment_method: methodId ? needMethod(world, methodId).id : before.default_payment_method,
    ...(cancelAt !== undefined && {
      cancel_at: cancelAt === null ? null : Number(cancelAt),
      cancel_at_period_end: false,
      canceled_at: cancelAt === null ? null : now,
    }),
    // The trial's end is processed like any other due date, so ending it now takes effect at the next tick.
    ...(trialEnds !== undefined &&
      (before.status === 'trialing' || trialEnds > now) && {
        ...withItems(
          before,
          before.items.data.map((item) => ({
            ...item,
            ...(before.status !== 'trialing' && { current_period_start: now }),
            current_period_end: trialEnds,
          })),
        ),
        // A trial added to an active subscription starts now; the rest of the paid period is not credited.
        ...(before.status !== 'trialing' && { status: 'trialing' as const, trial_start: now }),
        trial_end: trialEnds,
        billing_cycle_anchor: trialEnds,
      }),
  }
}

export function updateSubscription(world: World, id: string, params: Params): Stripe.Subscription {
  const before = world.store.need('subscription', id)
  if (before.status === 'canceled')
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.')
  const proration = params.choice('proration_behavior', PRORATION) ?? 'create_prorations'
  const prorationDate = params.integer('proration_date')
  const behavior = params.choice('payment_behavior', [
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
    'pending_if_incomplete',
  ])
  const restart = restarts(params)
  const changes = readItemChanges(world, params)
  const cancels = params.flag('cancel_at_period_end')
  const details = params.child('cancellation_details')
  params.accept('payment_settings', 'trial_settings', 'off_session', 'collection_method')
  const isTaxed = params.child('automatic_tax')?.flag('enabled') ?? before.automatic_tax.enabled
  return world.atCustomerTime(idOf(before.customer), () => {
    const plain = world.store.put('subscription', {
      ...plainFields(world, before, params),
      automatic_tax: {
        ...before.automatic_tax,
        enabled: isTaxed,
        liability: isTaxed ? { type: 'self' } : null,
      },
    })
    if (changes.length === 0 && !restart) emitUpdated(world, 'customer.subscription.updated', before, plain)
    let after = plain
    if (changes.length > 0 || restart) {
      after = changeItems(world, plain, {
        changes,
        proration,
        prorationDate,
        restart,
        payNow: behavior !== 'default_incomplete',
        waitForPayment: behavior === 'pending_if_incomplete',
      })
      if (behavior === 'error_if_incomplete' && after.status === 'past_due') throw paymentFailed()
    }
    if (cancels === undefined || cancels === after.cancel_at_period_end) return after
    return setCancelAtPeriodEnd(world, after, cancels, {
      comment: details?.text('comment') ?? null,
      feedback: details?.text('feedback') ?? null,
    })
  })
}

/** Rolls back the whole update if the difference cannot be paid. */
function paymentFailed(): ApiError {
  return new ApiError(402, { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' })
}

export function cancelSubscription(world: World, id: string, params: Params): Stripe.Subscription {
  const before = world.store.need('subscription', id)
  if (before.status === 'canceled') throw invalid(`No such subscription: '${id}'`, 'id', 'resource_missing')
  const details = params.child('cancellation_details')
  const credit = params.flag('prorate') ?? false
  const billNow = params.flag('invoice_now') ?? false
  const noted = {
    ...before,
    cancellation_details: {
      comment: details?.text('comment') ?? null,
      feedback: details?.text('feedback') ?? null,
      feedback_option: null,
      reason: null,
    },
  }
  return world.atCustomerTime(idOf(before.customer), () => {
    if (credit && before.status === 'active') creditUnused(world, before, billNow)
    return endSubscription(world, noted, 'cancellation_requested')
  })
}

/** The rest of the paid period becomes credit on the customer's balance or a pending line. */
function creditUnused(world: World, subscription: Stripe.Subscription, billNow: boolean): void {
  const customer = world.store.need('customer', idOf(subscription.customer) ?? '')
  // Setting all quantities to zero leaves exactly the credits of a change.
  const { prorations } = planChange(
    world,
    subscription,
    subscription.items.data.map(({ id }) => ({ id, quantity: 0 })),
    { atSeconds: world.now(), prorate: true, restart: false },
  )
  for (const line of prorations) addPendingItem(world, customer, line)
  if (!billNow) return
  const draft = draftInvoice(world, {
    customer,
    subscription,
    lines: pendingLines(world, subscription.id),
    reason: 'subscription_update',
    period: periodOf(subscription),
  })
  claimPendingItems(world, subscription.id, draft.id)
  issueNow(world, draft, 'absent')
}
