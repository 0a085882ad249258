import Stripe from 'stripe'
import { draftInvoice } from '../billing/invoices/invoice-object'
import { idOf, newId } from '../core/ids'
import type { LocalCheckout } from '../core/kinds'
import type { World } from '../core/world'
import { lineTax, taxationOf } from '../tax/tax'
import { shownTaxIds } from '../tax/tax-ids'
import { emit } from '../webhooks/events'

type Session = Stripe.Checkout.Session

/** Creates the invoice of a paid one-time checkout, finalized and paid. */
export function invoicePaidCheckout(world: World, session: Session, checkout: LocalCheckout): Session {
  const wanted = checkout.invoiceCreation
  const customer = world.store.find('customer', idOf(session.customer))
  if (!wanted || !customer) return session
  const now = world.now()
  const empty = draftInvoice(world, {
    customer,
    subscription: null,
    lines: [],
    reason: 'manual',
    period: { start: now, end: now },
  })
  const totalCents = session.amount_total ?? 0
  const { amount_discount: discountCents = 0, amount_tax: taxCents = 0 } = session.total_details ?? {}
  const sequence = customer.next_invoice_sequence ?? 1
  const page = `${world.baseUrl}/i/${empty.id}`
  const taxation = taxationOf(
    customer.address?.country,
    shownTaxIds(world, customer.id).map(({ type }) => type),
  )
  const net = totalCents - taxCents
  const invoice = world.store.put('invoice', {
    ...empty,
    amount_due: totalCents,
    amount_paid: totalCents,
    amount_remaining: 0,
    attempted: true,
    attempt_count: 1,
    auto_advance: false,
    automatic_tax: session.automatic_tax.enabled
      ? {
          disabled_reason: null,
          enabled: true,
          liability: { type: 'self' },
          provider: 'stripe',
          status: 'complete',
        }
      : empty.automatic_tax,
    currency: session.currency ?? 'usd',
    description: wanted.description,
    effective_at: now,
    ending_balance: customer.balance,
    hosted_invoice_url: page,
    invoice_pdf: `${page}/pdf`,
    lines: { ...empty.lines, data: checkout.lineItems.map((line) => lineOf(empty.id, line, now)) },
    metadata: wanted.metadata,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    status: 'paid',
    status_transitions: { ...empty.status_transitions, finalized_at: now, paid_at: now },
    subtotal: net + discountCents,
    subtotal_excluding_tax: net + discountCents,
    total: totalCents,
    total_excluding_tax: net,
    total_taxes: session.automatic_tax.enabled
      ? [{ ...lineTax(net, taxation), amount: taxCents } as Stripe.Invoice.TotalTax]
      : [],
    webhooks_delivered_at: now,
  })
  world.store.put('customer', { ...customer, next_invoice_sequence: sequence + 1 })
  const payment = idOf(session.payment_intent)
  if (payment) linkPayment(world, invoice, payment)
  emit(world, 'invoice.created', invoice)
  emit(world, 'invoice.finalized', invoice)
  emit(world, 'invoice.paid', invoice)
  emit(world, 'invoice.payment_succeeded', invoice)
  return { ...session, invoice: invoice.id }
}

function lineOf(invoice: string, line: Stripe.LineItem, now: number): Stripe.InvoiceLineItem {
  const product = line.price ? (idOf(line.price.product) ?? '') : ''
  return {
    id: newId('il_1', 23),
    object: 'line_item',
    amount: line.amount_subtotal,
    currency: line.currency,
    description: line.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: {},
    parent: null,
    period: { start: now, end: now },
    pretax_credit_amounts: [],
    pricing: line.price && {
      price_details: { price: line.price.id, product },
      type: 'price_details',
      unit_amount_decimal: Stripe.Decimal.from(line.price.unit_amount ?? 0),
    },
    quantity: line.quantity,
    quantity_decimal: Stripe.Decimal.from(line.quantity ?? 1),
    subscription: null,
    subtotal: line.amount_subtotal,
    taxes: [],
  }
}

function linkPayment(world: World, invoice: Stripe.Invoice, intent: string): void {
  world.store.put('invoice_payment', {
    id: newId('inpay_1', 23),
    object: 'invoice_payment',
    amount_paid: invoice.amount_paid,
    amount_requested: invoice.amount_due,
    created: world.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent, type: 'payment_intent' },
    status: 'paid',
    status_transitions: { canceled_at: null, paid_at: world.now() },
  })
}
