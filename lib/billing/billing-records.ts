import { and, desc, eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { inWorkspace } from '@/db/client'
import { purchases, subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { countOf } from '@/lib/core/format'
import { receiptHref } from './links.ts'
import { unlessMissing } from './missing.ts'
import type { Purchase } from './purchase.ts'
import { stripe } from './stripe.ts'
import { idOf } from './stripe-id.ts'
import type { BillingRecord, BillingRecords, PaymentMethod } from './views.ts'

const MOST_ROWS = 24

/** Invoices of the plan, receipts of packs, newest first, and what pays for them; read from Stripe now (R31). */
export async function billingRecords(ctx: WorkspaceContext): Promise<BillingRecords> {
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
      .limit(MOST_ROWS)
    return { customer: row?.customer ?? null, bought }
  })
  const [invoices, paymentMethod] = customer
    ? await Promise.all([invoicesOf(customer), paymentMethodOf(customer)])
    : [[], null]
  const records = [...invoices, ...bought.map(packRecord)].toSorted((a, b) => b.at.localeCompare(a.at))
  return { records: records.slice(0, MOST_ROWS), paymentMethod }
}

async function invoicesOf(customer: string): Promise<BillingRecord[]> {
  const page = await unlessMissing(stripe().invoices.list({ customer, limit: MOST_ROWS }))
  return (page?.data ?? []).flatMap((invoice) => (invoice.status === 'draft' ? [] : [invoiceRecord(invoice)]))
}

const invoiceWords: Record<string, string> = {
  subscription_create: 'First payment',
  subscription_cycle: 'Renewal',
  subscription_update: 'Change of plan',
}

const invoiceStatus: Record<string, BillingRecord['status']> = { paid: 'paid', open: 'open', void: 'void' }

function invoiceRecord(invoice: Stripe.Invoice): BillingRecord {
  return {
    id: invoice.id,
    at: new Date(invoice.created * 1000).toISOString(),
    what: invoiceWords[invoice.billing_reason ?? ''] ?? 'Invoice',
    number: invoice.number,
    amountCents: invoice.total,
    status: invoiceStatus[invoice.status ?? ''] ?? 'unpaid',
    href: invoice.hosted_invoice_url ?? null,
    pdfHref: invoice.invoice_pdf ?? null,
  }
}

function packRecord(purchase: Purchase): BillingRecord {
  return {
    id: purchase.id,
    at: (purchase.fulfilledAt ?? purchase.createdAt).toISOString(),
    what: countOf(purchase.credits, 'extra credit'),
    number: null,
    amountCents: purchase.priceCents,
    status: packStatus(purchase),
    href: receiptHref(purchase.id),
    pdfHref: null,
  }
}

function packStatus({ dispute, refundedCents, priceCents }: Purchase): BillingRecord['status'] {
  if (dispute === 'open' || dispute === 'lost') return 'disputed'
  if (refundedCents === 0) return 'paid'
  return refundedCents < priceCents ? 'part-refunded' : 'refunded'
}

/** The subscription's own, else the customer's. */
async function paymentMethodOf(id: string): Promise<PaymentMethod | null> {
  const [customer, living] = await Promise.all([
    unlessMissing(stripe().customers.retrieve(id)),
    unlessMissing(
      stripe().subscriptions.list({ customer: id, limit: 1, expand: ['data.default_payment_method'] }),
    ),
  ])
  const own = living?.data[0]?.default_payment_method
  const other = customer && !customer.deleted ? idOf(customer.invoice_settings.default_payment_method) : null
  const method = own ?? (other ? await unlessMissing(stripe().paymentMethods.retrieve(other)) : null)
  if (!method || typeof method === 'string') return null
  const { card } = method
  if (!card) return { words: method.type.replaceAll('_', ' '), expires: null }
  const month = String(card.exp_month).padStart(2, '0')
  return {
    words: `${card.display_brand ?? card.brand} ending in ${card.last4}`,
    expires: `${month}/${card.exp_year}`,
  }
}
