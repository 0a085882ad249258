import { eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { readInWorkspace } from '@/db/client'
import { subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { logUnknown } from '@/lib/core/logging/log'
import { stripe } from '../stripe/client.ts'
import { nullIfMissing } from '../stripe/responses.ts'
import type { BillingGlance } from '../views.ts'
import { invoiceStatus } from './billing-records.ts'

/** Drafts aren't shown, and there is at most one per renewal. */
const INVOICES_READ = 3

/**
 * The next charge and the last invoice, in two requests to Stripe (R24, R31). The amount is that of Stripe's own preview,
 * with discounts, tax and credit. Null when there is none, or when Stripe is unavailable.
 */
export async function getBillingGlance(ctx: WorkspaceContext): Promise<BillingGlance> {
  const [row] = await readInWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({
        customer: subscriptions.stripeCustomerId,
        subscription: subscriptions.stripeSubscriptionId,
        status: subscriptions.status,
        endsAt: subscriptions.endsAt,
        renewsAt: subscriptions.currentPeriodEnd,
      })
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, ctx.workspaceId)),
  )
  if (!row?.customer) return { nextCharge: null, lastInvoice: null }
  const { customer, subscription, renewsAt } = row
  const renews = row.endsAt === null && row.status === 'active'
  const [nextCharge, lastInvoice] = await Promise.all([
    renews && subscription && renewsAt ? orNull(nextChargeOf(customer, subscription, renewsAt)) : null,
    orNull(lastInvoiceOf(customer)),
  ])
  return { nextCharge, lastInvoice }
}

async function nextChargeOf(
  customer: string,
  subscription: string,
  renewsAt: Date,
): Promise<BillingGlance['nextCharge']> {
  const { amount_due, currency } = await stripe().invoices.createPreview({ customer, subscription })
  return { amountCents: amount_due, currency, at: renewsAt.toISOString() }
}

async function lastInvoiceOf(customer: string): Promise<BillingGlance['lastInvoice']> {
  const found = await nullIfMissing(stripe().invoices.list({ customer, limit: INVOICES_READ }))
  const invoice = found?.data.find(({ status }) => status !== 'draft')
  return invoice ? glanceAt(invoice) : null
}

const glanceAt = (invoice: Stripe.Invoice) => ({
  at: new Date(invoice.created * 1000).toISOString(),
  amountCents: invoice.total,
  currency: invoice.currency,
  status: invoiceStatus[invoice.status ?? ''] ?? ('unpaid' as const),
  href: invoice.hosted_invoice_url ?? null,
})

/** The overview is complete without these lines. */
async function orNull<Found>(read: Promise<Found | null>): Promise<Found | null> {
  try {
    return await read
  } catch (error) {
    logUnknown(error, 'billing overview')
    return null
  }
}
