import Stripe from 'stripe'
import { idOf, newId } from '@/packages/stripe-emulator/src/core/ids'
import type { World } from '@/packages/stripe-emulator/src/core/world'
import { filters, pageOf } from '@/packages/stripe-emulator/src/http/lists'
import { get, idIn, post, type Route } from '@/packages/stripe-emulator/src/http/route'
import { emit } from '@/packages/stripe-emulator/src/webhooks/events'
import type { LineDraft } from './invoice-lines'
import { createInvoiceItem } from './manual-invoice'

/** Proration lines pending for the next invoice. */
export function addPendingItem(world: World, customer: Stripe.Customer, line: LineDraft): Stripe.InvoiceItem {
  const item = world.store.put('invoiceitem', {
    id: newId('ii_1', 23),
    object: 'invoiceitem',
    amount: line.amountCents,
    currency: line.currency,
    customer: customer.id,
    customer_account: null,
    date: world.now(),
    description: line.description,
    discountable: false,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: line.metadata ?? {},
    net_amount: line.amountCents,
    parent: {
      subscription_details: { subscription: line.subscription, subscription_item: line.subscriptionItem },
      type: 'subscription_details',
    },
    period: line.period,
    pricing: {
      price_details: { price: line.price.id, product: idOf(line.price.product) ?? '' },
      type: 'price_details',
      unit_amount_decimal: Stripe.Decimal.from(Math.trunc(line.amountCents / (line.quantity || 1))),
    },
    proration: true,
    quantity: line.quantity,
    quantity_decimal: Stripe.Decimal.from(line.quantity),
    tax_rates: [],
    test_clock: idOf(customer.test_clock),
  })
  emit(world, 'invoiceitem.created', item)
  return item
}

function pendingItems({ store }: World, subscriptionId: string): Stripe.InvoiceItem[] {
  return store
    .list('invoiceitem', { where: [['parent.subscription_details.subscription', subscriptionId]] })
    .filter(({ invoice }) => invoice === null)
    .reverse()
}

export function pendingLines(world: World, subscriptionId: string): LineDraft[] {
  return pendingItems(world, subscriptionId).flatMap((item) => {
    const price = world.store.find('price', idOf(item.pricing?.price_details?.price))
    if (!price) return []
    return [
      {
        amountCents: item.amount,
        currency: item.currency,
        description: item.description ?? '',
        period: item.period,
        quantity: item.quantity,
        price,
        subscription: subscriptionId,
        subscriptionItem: item.parent?.subscription_details?.subscription_item ?? '',
        proration: true,
        invoiceItem: item.id,
        metadata: item.metadata ?? {},
      },
    ]
  })
}

export function claimPendingItems(world: World, subscriptionId: string, invoiceId: string): void {
  for (const item of pendingItems(world, subscriptionId))
    world.store.put('invoiceitem', { ...item, invoice: invoiceId })
}

export const invoiceItemRoutes: Route[] = [
  get('/v1/invoiceitems', (call) =>
    pageOf(call, 'invoiceitem', '/v1/invoiceitems', filters(call.params, 'customer', 'invoice')),
  ),
  post('/v1/invoiceitems', createInvoiceItem),
  get('/v1/invoiceitems/:id', (call) => call.world.store.need('invoiceitem', idIn(call))),
]
