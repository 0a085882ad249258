import Stripe from 'stripe'
import { invalid } from '@/packages/stripe-emulator/src/core/errors'
import { idOf, newId } from '@/packages/stripe-emulator/src/core/ids'
import { formatMoney } from '@/packages/stripe-emulator/src/core/money'
import type { World } from '@/packages/stripe-emulator/src/core/world'
import { listOf } from '@/packages/stripe-emulator/src/http/lists'
import type { Call } from '@/packages/stripe-emulator/src/http/route'
import { emit } from '@/packages/stripe-emulator/src/webhooks/events'
import { productName } from './invoice-lines'
import { draftInvoice } from './invoice-object'
import { priceLines } from './invoice-totals'

/** An empty draft that items are added to. Nobody collects it by itself unless `auto_advance` says so. */
export function createInvoice({ world, params }: Call): Stripe.Invoice {
  const customer = world.store.need('customer', params.required('customer'), 'customer')
  params.choice('collection_method', ['charge_automatically'])
  params.choice('pending_invoice_items_behavior', ['exclude'])
  const methodId = params.text('default_payment_method') ?? null
  const method = methodId && world.store.need('payment_method', methodId, 'default_payment_method')
  if (method && idOf(method.customer) !== customer.id)
    throw invalid(
      `The customer does not have a payment method with the ID ${methodId}. The payment method must be attached to the customer.`,
      'default_payment_method',
      'resource_missing',
    )
  const isTaxed = params.child('automatic_tax')?.flag('enabled') ?? false
  return world.atCustomerTime(customer.id, () => {
    const now = world.now()
    const draft = draftInvoice(world, {
      customer,
      subscription: null,
      lines: [],
      reason: 'manual',
      period: { start: now, end: now },
      isTaxed,
    })
    const invoice = world.store.put('invoice', {
      ...draft,
      auto_advance: params.flag('auto_advance') ?? false,
      currency: params.text('currency')?.toLowerCase() ?? draft.currency,
      default_payment_method: methodId,
      description: params.text('description') ?? null,
      metadata: params.metadata('metadata'),
    })
    emit(world, 'invoice.created', invoice)
    return invoice
  })
}

/** Only drafts are deleted: any other invoice is kept for ever. */
export function deleteInvoice({ world, path }: Call): { id: string; object: 'invoice'; deleted: true } {
  const invoice = world.store.need('invoice', path.id ?? '')
  if (invoice.status !== 'draft')
    throw invalid('You can only delete draft invoices. To cancel a non-draft invoice, void it instead.')
  world.store.remove(invoice.id)
  emit(world, 'invoice.deleted', invoice)
  return { id: invoice.id, object: 'invoice', deleted: true }
}

/** One line of a draft: so many of a one-time price. */
export function createInvoiceItem({ world, params }: Call): Stripe.InvoiceItem {
  const customer = world.store.need('customer', params.required('customer'), 'customer')
  const invoice = world.store.need('invoice', params.required('invoice'), 'invoice')
  if (invoice.status !== 'draft')
    throw invalid('You can only add items to draft invoices.', 'invoice', 'invoice_not_editable')
  const price = world.store.need('price', params.child('pricing')?.required('price') ?? '', 'pricing[price]')
  if (price.recurring)
    throw invalid(
      'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
      'pricing[price]',
    )
  const quantity = params.integer('quantity', { min: 1 }) ?? 1
  return world.atCustomerTime(customer.id, () => {
    const item = world.store.put('invoiceitem', itemOf(world, { customer, invoice, price, quantity }))
    emit(world, 'invoiceitem.created', item)
    addLine(world, customer, invoice, item)
    return item
  })
}

type ItemStart = {
  customer: Stripe.Customer
  invoice: Stripe.Invoice
  price: Stripe.Price
  quantity: number
}

function itemOf(world: World, { customer, invoice, price, quantity }: ItemStart): Stripe.InvoiceItem {
  const amount = (price.unit_amount ?? 0) * quantity
  const now = world.now()
  return {
    id: newId('ii_1', 23),
    object: 'invoiceitem',
    amount,
    currency: price.currency,
    customer: customer.id,
    customer_account: null,
    date: now,
    description: `${quantity} × ${productName(world, price)} (at ${formatMoney(price.unit_amount ?? 0, price.currency)})`,
    discountable: true,
    discounts: [],
    invoice: invoice.id,
    livemode: false,
    metadata: {},
    net_amount: amount,
    parent: null,
    period: { start: now, end: now },
    pricing: {
      price_details: { price: price.id, product: idOf(price.product) ?? '' },
      type: 'price_details',
      unit_amount_decimal: Stripe.Decimal.from(price.unit_amount ?? 0),
    },
    proration: false,
    quantity,
    quantity_decimal: Stripe.Decimal.from(quantity),
    tax_rates: [],
    test_clock: idOf(customer.test_clock),
  }
}

/** The draft is totaled again with its new line. */
function addLine(
  world: World,
  customer: Stripe.Customer,
  invoice: Stripe.Invoice,
  item: Stripe.InvoiceItem,
): void {
  const plain = [...invoice.lines.data, lineOf(invoice.id, item)]
  const isTaxed = invoice.automatic_tax.enabled
  const priced = priceLines(world, plain, { customer, discount: undefined, isTaxed })
  world.store.put('invoice', {
    ...invoice,
    amount_due: priced.totalCents,
    amount_remaining: priced.totalCents,
    currency: item.currency,
    lines: listOf(`/v1/invoices/${invoice.id}/lines`, priced.lines),
    subtotal: priced.subtotalCents,
    subtotal_excluding_tax: priced.subtotalCents,
    total: priced.totalCents,
    total_excluding_tax: priced.subtotalCents,
    total_taxes: priced.taxes,
  })
}

function lineOf(invoice: string, item: Stripe.InvoiceItem): Stripe.InvoiceLineItem {
  return {
    id: newId('il_1', 23),
    object: 'line_item',
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    parent: {
      invoice_item_details: {
        invoice_item: item.id,
        proration: false,
        proration_details: { credited_items: null },
        subscription: null,
      },
      subscription_item_details: null,
      type: 'invoice_item_details',
    },
    period: item.period,
    pretax_credit_amounts: [],
    pricing: item.pricing as Stripe.InvoiceLineItem.Pricing | null,
    quantity: item.quantity,
    quantity_decimal: item.quantity_decimal,
    subscription: null,
    subtotal: item.amount,
    taxes: [],
  }
}
