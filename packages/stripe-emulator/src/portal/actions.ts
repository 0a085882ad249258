import type Stripe from 'stripe'
import { planChange } from '../billing/change'
import { collectInvoice } from '../billing/invoices/collect'
import { draftInvoice } from '../billing/invoices/invoice-object'
import { changeAtPeriodEnd } from '../billing/schedules/schedule-object'
import { releaseSchedule } from '../billing/schedules/schedules'
import { endSubscription, invoicesOf } from '../billing/standing'
import { periodOf } from '../billing/subscription-object'
import { changeItems, type Proration, setCancelAtPeriodEnd } from '../billing/subscription-update'
import { idOf } from '../core/ids'
import { intervalOf } from '../core/intervals'
import type { World } from '../core/world'
import { attach } from '../payments/payment-methods'
import { refusalOf } from '../payments/payments'
import { createSetup } from '../payments/setup-intents'
import { emitUpdated } from '../webhooks/events'

type Configuration = Stripe.BillingPortal.Configuration
type Subscription = Stripe.Subscription

/** Plans the customer can choose: the configured ones or all active ones. */
export function offeredPrices(
  world: World,
  configuration: Configuration,
  subscription: Subscription,
): Stripe.Price[] {
  const products = configuration.features.subscription_update.products ?? []
  const prices =
    products.length > 0
      ? products.flatMap(({ prices }) => prices).flatMap((id) => world.store.find('price', id) ?? [])
      : world.store.list('price', {
          where: [
            ['active', true],
            ['type', 'recurring'],
          ],
        })
  return prices
    .filter((price) => price.active && price.currency === subscription.currency)
    .sort((a, b) => (a.unit_amount ?? 0) - (b.unit_amount ?? 0))
}

const yearlyCents = (price: Stripe.Price) => {
  const perYear: Record<string, number> = { day: 365, week: 52, month: 12, year: 1 }
  const { interval, interval_count } = intervalOf(price)
  return ((price.unit_amount ?? 0) * (perYear[interval] ?? 12)) / interval_count
}

/** Whether the configuration defers this change to the end of the period. */
export function waitsForPeriodEnd(
  configuration: Configuration,
  subscription: Subscription,
  price: Stripe.Price,
): boolean {
  const current = subscription.items.data[0]?.price
  if (!current || subscription.status === 'trialing') return false
  const { conditions } = configuration.features.subscription_update.schedule_at_period_end
  return conditions.some(({ type }) =>
    type === 'decreasing_item_amount'
      ? yearlyCents(price) < yearlyCents(current)
      : intervalOf(price).interval === 'month' && intervalOf(current).interval === 'year',
  )
}

/** Amount billed immediately in cents; null if nothing is billed before the renewal. */
export function dueNow(
  world: World,
  configuration: Configuration,
  subscription: Subscription,
  price: Stripe.Price,
): { lines: Stripe.InvoiceLineItem[]; dueCents: number } | null {
  if (waitsForPeriodEnd(configuration, subscription, price)) return null
  const behavior = configuration.features.subscription_update.proration_behavior
  const plan = planChange(world, subscription, [{ id: subscription.items.data[0]?.id, price }], {
    atSeconds: world.now(),
    prorate: behavior !== 'none',
    restart: false,
  })
  const bills = plan.fullPeriod.length > 0 || (behavior === 'always_invoice' && plan.prorations.length > 0)
  if (!bills) return null
  const customer = world.store.need('customer', idOf(subscription.customer) ?? '')
  const lines = [...plan.prorations, ...plan.fullPeriod]
  const draft = draftInvoice(world, {
    customer,
    subscription,
    lines,
    reason: 'upcoming',
    period: periodOf(subscription),
  })
  return { lines: draft.lines.data, dueCents: draft.amount_due }
}

export function changePlan(
  world: World,
  configuration: Configuration,
  subscription: Subscription,
  price: Stripe.Price,
): void {
  if (waitsForPeriodEnd(configuration, subscription, price)) {
    changeAtPeriodEnd(world, subscription, price)
    return
  }
  const schedule = world.store.find('subscription_schedule', idOf(subscription.schedule))
  if (schedule) releaseSchedule(world, schedule)
  changeItems(world, world.store.need('subscription', subscription.id), {
    changes: [{ id: subscription.items.data[0]?.id, price }],
    proration: configuration.features.subscription_update.proration_behavior as Proration,
  })
}

export function cancelPlan(world: World, configuration: Configuration, subscription: Subscription): void {
  if (configuration.features.subscription_cancel.mode === 'immediately') {
    endSubscription(world, subscription, 'cancellation_requested')
    return
  }
  setCancelAtPeriodEnd(world, subscription, true)
}

/** Undoes a scheduled cancellation or change. */
export function keepPlan(world: World, subscription: Subscription): void {
  const schedule = world.store.find('subscription_schedule', idOf(subscription.schedule))
  if (schedule) releaseSchedule(world, schedule)
  const free = world.store.need('subscription', subscription.id)
  if (free.cancel_at !== null) setCancelAtPeriodEnd(world, free, false)
}

/**
 * Sets the default card. Open invoices are charged immediately, so a past due customer doesn't have to wait for the next
 * attempt.
 */
export function replaceCard(world: World, customerId: string, method: Stripe.PaymentMethod): string | null {
  const refusal = refusalOf(world, method, 'present')
  if (refusal) return refusal.message
  const attached = attach(world, method, customerId)
  createSetup(world, customerId, attached)
  const before = world.store.need('customer', customerId)
  const invoice_settings = { ...before.invoice_settings, default_payment_method: attached.id }
  emitUpdated(world, 'customer.updated', before, world.store.put('customer', { ...before, invoice_settings }))
  for (const subscription of world.store.list('subscription', { where: [['customer', customerId]] })) {
    if (subscription.ended_at !== null) continue
    const after = world.store.put('subscription', { ...subscription, default_payment_method: attached.id })
    emitUpdated(world, 'customer.subscription.updated', subscription, after)
    for (const invoice of invoicesOf(world, subscription.id))
      if (invoice.status === 'open') collectInvoice(world, invoice, 'cleared', attached)
  }
  return null
}
