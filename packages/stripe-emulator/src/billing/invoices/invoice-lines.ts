import Stripe from 'stripe'
import { idOf, newId } from '@/packages/stripe-emulator/src/core/ids'
import { intervalOf, intervalWords } from '@/packages/stripe-emulator/src/core/intervals'
import { formatMoney } from '@/packages/stripe-emulator/src/core/money'
import type { World } from '@/packages/stripe-emulator/src/core/world'

export interface Period {
  start: number
  end: number
}

export interface LineDraft {
  amountCents: number
  currency: string
  description: string
  period: Period
  quantity: number
  price: Stripe.Price
  subscription: string
  subscriptionItem: string
  proration: boolean
  invoiceItem?: string
  metadata?: Stripe.Metadata
}

export function productName(world: World, price: Stripe.Price): string {
  return world.store.find('product', idOf(price.product))?.name ?? 'Product'
}

/** "1 × Growth (at $149.00 / month)", in Stripe's wording. */
function itemWords(world: World, price: Stripe.Price, quantity: number): string {
  const each = formatMoney(price.unit_amount ?? 0, price.currency)
  const rhythm = price.recurring ? ` / ${intervalWords(intervalOf(price))}` : ''
  return `${quantity} × ${productName(world, price)} (at ${each}${rhythm})`
}

export function shortDate(seconds: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(seconds * 1000)
}

/** Lines for a full period of every item, or for a free trial. */
export function periodLines(
  world: World,
  subscription: Pick<Stripe.Subscription, 'id' | 'metadata'>,
  items: readonly Stripe.SubscriptionItem[],
  trial = false,
): LineDraft[] {
  return items.map((item) => {
    const quantity = item.quantity ?? 1
    return {
      amountCents: trial ? 0 : (item.price.unit_amount ?? 0) * quantity,
      currency: item.price.currency,
      description: trial
        ? `Trial period for ${productName(world, item.price)}`
        : itemWords(world, item.price, quantity),
      period: { start: item.current_period_start, end: item.current_period_end },
      quantity,
      price: item.price,
      subscription: subscription.id,
      subscriptionItem: item.id,
      proration: false,
      metadata: subscription.metadata,
    }
  })
}

export function invoiceLine(draft: LineDraft, invoiceId: string): Stripe.InvoiceLineItem {
  return {
    id: newId('il_1', 23),
    object: 'line_item',
    amount: draft.amountCents,
    currency: draft.currency,
    description: draft.description,
    discount_amounts: [],
    discountable: !draft.proration,
    discounts: [],
    invoice: invoiceId,
    livemode: false,
    metadata: draft.metadata ?? {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: draft.invoiceItem ?? null,
        proration: draft.proration,
        proration_details: { credited_items: null },
        subscription: draft.subscription,
        subscription_item: draft.subscriptionItem,
      },
      type: 'subscription_item_details',
    },
    period: draft.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: draft.price.id, product: idOf(draft.price.product) ?? '' },
      type: 'price_details',
      unit_amount_decimal: Stripe.Decimal.from(
        draft.proration
          ? Math.trunc(draft.amountCents / (draft.quantity || 1))
          : (draft.price.unit_amount ?? 0),
      ),
    },
    quantity: draft.quantity,
    quantity_decimal: Stripe.Decimal.from(draft.quantity),
    subscription: draft.subscription,
    subtotal: draft.amountCents,
    taxes: [],
  }
}
