import { and, desc, eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { inWorkspace } from '@/db/client'
import { purchases, subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { countOf } from '@/lib/core/text/format'
import { paidOf } from '@/lib/core/text/money'
import { invoiceReceiptHref, receiptHref } from '../checkout/links.ts'
import type { Purchase } from '../checkout/purchase.ts'
import { stripe } from '../stripe/client.ts'
import { idOf, nullIfMissing, taxOf } from '../stripe/responses.ts'
import type { BillingRecord, BillingRecords, PaymentMethod } from '../views.ts'

const ROWS_AT_FIRST = 24
/** Eighty years of monthly invoices. */
const MOST_ROWS = 1_000

/**
 * Reads the invoices of plan and packs from Stripe, newest first, with the payment method (R31, R47): the newest ones, or
 * all of them.
 */
export async function listBillingRecords(
  ctx: WorkspaceContext,
  { all = false }: { all?: boolean } = {},
): Promise<BillingRecords> {
  const most = all ? MOST_ROWS : ROWS_AT_FIRST
  const { customer, bought } = await inWorkspace(ctx.workspaceId, async (tx) => {
    const [row] = await tx
      .select({ customer: subscriptions.stripeCustomerId })
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    const bought = await tx
      .select()
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.status, 'fulfilled')))
      .orderBy(desc(purchases.fulfilledAt))
      .limit(most + 1)
    return { customer: row?.customer ?? null, bought }
  })
  const [invoices, paymentMethod] = customer
    ? await Promise.all([invoicesOf(customer, most + 1), paymentMethodOf(customer)])
    : [[], null]
  const invoiceOf = new Map(invoices.map((invoice) => [invoice.id, invoice]))
  const packs = bought.map((purchase) => packRecord(purchase, invoiceOf.get(purchase.stripeInvoiceId ?? '')))
  const ofPacks = new Set(bought.map(({ stripeInvoiceId }) => stripeInvoiceId))
  const others = invoices.filter(({ id }) => !ofPacks.has(id)).map(invoiceRecord)
  const records = [...others, ...packs].toSorted((a, b) => b.at.localeCompare(a.at))
  return { records: records.slice(0, most), hasMore: records.length > most, paymentMethod }
}

async function invoicesOf(customer: string, most: number): Promise<Stripe.Invoice[]> {
  const found: Stripe.Invoice[] = []
  const read = async () => {
    for await (const invoice of stripe().invoices.list({ customer, limit: Math.min(100, most) })) {
      if (invoice.status !== 'draft') found.push(invoice)
      if (found.length >= most) return
    }
  }
  await nullIfMissing(read())
  return found
}

const invoiceLabels: Record<string, string> = {
  subscription_create: 'First payment',
  subscription_cycle: 'Renewal',
  subscription_update: 'Plan change',
  manual: 'Invoice',
}

export const invoiceStatus: Record<string, BillingRecord['status']> = {
  paid: 'paid',
  open: 'open',
  void: 'void',
}

function invoiceRecord(invoice: Stripe.Invoice): BillingRecord {
  return {
    id: invoice.id,
    at: new Date(invoice.created * 1000).toISOString(),
    // One of a top-up that is being paid or was not: those that were paid are packs.
    what: invoice.metadata?.purchase_id
      ? 'Auto top-up'
      : (invoiceLabels[invoice.billing_reason ?? ''] ?? 'Invoice'),
    number: invoice.number,
    amountCents: invoice.total,
    currency: invoice.currency,
    taxCents: taxOf(invoice),
    presentment: null,
    status: invoiceStatus[invoice.status ?? ''] ?? 'unpaid',
    href: invoice.hosted_invoice_url ?? null,
    pdfHref: invoice.invoice_pdf ?? null,
    receiptHref: invoice.amount_paid > 0 ? invoiceReceiptHref(invoice.id) : null,
  }
}

/** Free packs, and packs bought before packs had invoices, only have a receipt. */
function packRecord(purchase: Purchase, invoice: Stripe.Invoice | undefined): BillingRecord {
  const { totalCents, currency, taxCents, presentment } = paidOf(purchase)
  return {
    id: purchase.id,
    at: (purchase.fulfilledAt ?? purchase.createdAt).toISOString(),
    what: `${purchase.origin === 'auto-top-up' ? 'Auto top-up: ' : ''}${countOf(purchase.credits, 'extra credit')}`,
    number: invoice?.number ?? null,
    amountCents: totalCents,
    currency,
    taxCents,
    presentment,
    status: packStatus(purchase),
    href: invoice?.hosted_invoice_url ?? null,
    pdfHref: invoice?.invoice_pdf ?? null,
    receiptHref: purchase.stripePaymentIntentId ? receiptHref(purchase.id) : null,
  }
}

function packStatus({ dispute, refundedCents, priceCents, paidCents }: Purchase): BillingRecord['status'] {
  if (dispute === 'open' || dispute === 'lost') return 'disputed'
  if (refundedCents === 0) return 'paid'
  return refundedCents < (paidCents ?? priceCents) ? 'part-refunded' : 'refunded'
}

/** The payment method of the subscription, or else of the customer. */
async function paymentMethodOf(id: string): Promise<PaymentMethod | null> {
  const [customer, living] = await Promise.all([
    nullIfMissing(stripe().customers.retrieve(id)),
    nullIfMissing(
      stripe().subscriptions.list({ customer: id, limit: 1, expand: ['data.default_payment_method'] }),
    ),
  ])
  const own = living?.data[0]?.default_payment_method
  const other = customer && !customer.deleted ? idOf(customer.invoice_settings.default_payment_method) : null
  const method = own ?? (other ? await nullIfMissing(stripe().paymentMethods.retrieve(other)) : null)
  if (!method || typeof method === 'string') return null
  const { card } = method
  if (!card) return { words: method.type.replaceAll('_', ' '), expires: null }
  const month = String(card.exp_month).padStart(2, '0')
  return {
    words: `${card.display_brand ?? card.brand} ending in ${card.last4}`,
    expires: `${month}/${card.exp_year}`,
  }
}
