import type Stripe from 'stripe'
import { idOf, newId } from '@/packages/stripe-emulator/src/core/ids'
import { ACCOUNT, type World } from '@/packages/stripe-emulator/src/core/world'
import { discountOf } from '@/packages/stripe-emulator/src/discounts/subscription-discount'
import { listOf } from '@/packages/stripe-emulator/src/http/lists'
import { shownTaxIds } from '@/packages/stripe-emulator/src/tax/tax-ids'
import { invoiceLine, type LineDraft, type Period } from './invoice-lines'
import { priceLines } from './invoice-totals'

export interface InvoiceStart {
  customer: Stripe.Customer
  subscription: Stripe.Subscription | null
  lines: readonly LineDraft[]
  reason: Stripe.Invoice.BillingReason
  period: Period
  /** When a draft is finalized automatically; null if the caller finalizes it. */
  finalizesAt?: number | null
  /** Used if there is no subscription that defines it. */
  isTaxed?: boolean
}

/** A draft: nothing is owed until it is finalized. Not stored here, so previews can use it. */
export function draftInvoice(world: World, start: InvoiceStart): Stripe.Invoice {
  const { customer, subscription, reason, period } = start
  const id = newId('in_1', 23)
  const discount = discountOf(world, subscription)
  const isTaxed = start.isTaxed ?? subscription?.automatic_tax.enabled ?? false
  const plain = start.lines.map((line) => invoiceLine(line, id))
  const priced = priceLines(world, plain, { customer, discount, isTaxed })
  const { lines, subtotalCents, totalCents, taxes, discountCents } = priced
  const owed = owedOf(totalCents, customer.balance)
  return {
    id,
    object: 'invoice',
    account_country: ACCOUNT.country,
    account_name: ACCOUNT.name,
    account_tax_ids: null,
    amount_due: owed.dueCents,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: owed.dueCents,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: {
      disabled_reason: null,
      enabled: isTaxed,
      liability: isTaxed ? { type: 'self' } : null,
      provider: isTaxed ? 'stripe' : null,
      status: isTaxed ? 'complete' : null,
    },
    automatically_finalizes_at: start.finalizesAt ?? null,
    billing_reason: reason,
    collection_method: 'charge_automatically',
    created: world.now(),
    currency: lines[0]?.currency ?? customer.currency ?? 'usd',
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: shownTaxIds(world, customer.id) as Stripe.Invoice.CustomerTaxId[],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: discount ? [discount.id] : [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: listOf(`/v1/invoices/${id}/lines`, lines),
    livemode: false,
    metadata: {},
    next_payment_attempt: start.finalizesAt ?? null,
    number: null,
    on_behalf_of: null,
    parent: subscription && {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: period.end,
    period_start: period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: subtotalCents,
    subtotal_excluding_tax: subtotalCents,
    test_clock: idOf(customer.test_clock),
    total: totalCents,
    total_discount_amounts: discount ? [{ amount: discountCents, discount: discount.id }] : [],
    total_excluding_tax: subtotalCents - discountCents,
    total_pretax_credit_amounts: [],
    total_taxes: taxes,
    webhooks_delivered_at: null,
  }
}

/** Stripe's minimum charge in US dollars. Smaller amounts go to the customer's balance for the next invoice. */
const LEAST_CHARGE_CENTS = 50

/**
 * A negative customer balance is credit and is used first. A negative total adds to the credit. A positive balance was too
 * small to charge, so the next invoice collects it.
 */
export function owedOf(
  totalCents: number,
  balanceCents: number,
): { dueCents: number; balanceAfterCents: number } {
  const sum = totalCents + balanceCents
  if (sum > 0 && sum < LEAST_CHARGE_CENTS) return { dueCents: 0, balanceAfterCents: sum }
  return { dueCents: Math.max(0, sum), balanceAfterCents: Math.min(0, sum) }
}

export function subscriptionIdOf(invoice: Stripe.Invoice): string | null {
  return idOf(invoice.parent?.subscription_details?.subscription)
}
