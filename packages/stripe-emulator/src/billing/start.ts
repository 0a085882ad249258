import type Stripe from 'stripe'
import { invalid } from '../core/errors'
import { idOf } from '../core/ids'
import { boundaryAfter, intervalOf } from '../core/intervals'
import type { World } from '../core/world'
import type { Applied } from '../discounts/coupons'
import { discountSubscription, spendDiscount } from '../discounts/subscription-discount'
import type { Buyer } from '../payments/payments'
import { emit } from '../webhooks/events'
import { type Collection, collectInvoice, finalizeInvoice } from './invoices/collect'
import { periodLines } from './invoices/invoice-lines'
import { draftInvoice } from './invoices/invoice-object'
import { type ItemStart, newItem, newSubscription, withItems } from './subscription-object'

export interface StartInput {
  customer: Stripe.Customer
  items: readonly ItemStart[]
  trialEnd: number | null
  missingMethod?: 'cancel' | 'create_invoice' | 'pause'
  flexible?: boolean
  metadata: Stripe.Metadata
  description: string | null
  method: Stripe.PaymentMethod | undefined
  saveAsDefault: boolean
  buyer: Buyer
  /** False leaves the first invoice open, to be paid on its hosted page. */
  payNow: boolean
  isTaxed?: boolean
  promotion?: Applied | undefined
}

export interface Started extends Collection {
  subscription: Stripe.Subscription
}

export function checkItems(items: readonly ItemStart[]): void {
  const [first] = items
  if (!first) throw invalid('Missing required param: items.', 'items', 'parameter_missing')
  for (const { price } of items) {
    if (!price.recurring)
      throw invalid(
        `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
        'items',
      )
    if (!price.active)
      throw invalid('The price specified is inactive. This field only accepts active prices.', 'items')
    const [a, b] = [intervalOf(price), intervalOf(first.price)]
    if (
      a.interval !== b.interval ||
      a.interval_count !== b.interval_count ||
      price.currency !== first.price.currency
    )
      throw invalid('All items of a subscription must share one billing interval and one currency.', 'items')
  }
}

/** Creates a subscription with its first invoice, charged immediately unless there is a trial. */
export function startSubscription(world: World, input: StartInput): Started {
  const { customer, items, trialEnd, method } = input
  checkItems(items)
  const [first] = items as [ItemStart]
  const now = world.now()
  const anchor = trialEnd ?? now
  const fresh = newSubscription({
    customer: customer.id,
    currency: first.price.currency,
    createdSeconds: now,
    anchorSeconds: anchor,
    trialEnd,
    metadata: input.metadata,
    description: input.description,
    defaultPaymentMethod: input.saveAsDefault ? (method?.id ?? null) : null,
    testClock: idOf(customer.test_clock),
    missingMethod: input.missingMethod,
    flexible: input.flexible,
  })
  const period = { start: now, end: trialEnd ?? boundaryAfter(anchor, intervalOf(first.price), now) }
  const { isTaxed = false, promotion } = input
  const taxed: Stripe.Subscription = {
    ...fresh,
    automatic_tax: { disabled_reason: null, enabled: isTaxed, liability: isTaxed ? { type: 'self' } : null },
  }
  const subscription = withItems(
    promotion ? discountSubscription(world, taxed, promotion) : taxed,
    items.map((item) => newItem(fresh.id, item, period, now)),
  )
  const invoice = draftInvoice(world, {
    customer,
    subscription,
    lines: periodLines(world, subscription, subscription.items.data, trialEnd !== null),
    reason: 'subscription_create',
    period: { start: now, end: now },
  })
  if (customer.currency !== first.price.currency)
    world.store.put('customer', { ...customer, currency: first.price.currency })
  const started = spendDiscount(world, { ...subscription, latest_invoice: invoice.id })
  world.store.put('subscription', started)
  emit(world, 'customer.subscription.created', started)
  world.store.put('invoice', invoice)
  emit(world, 'invoice.created', invoice)
  const open = finalizeInvoice(world, invoice)
  const collected =
    input.payNow || open.amount_due === 0
      ? collectInvoice(world, open, input.buyer, method)
      : { invoice: open, confirmation: null }
  return { ...collected, subscription: world.store.need('subscription', subscription.id) }
}
