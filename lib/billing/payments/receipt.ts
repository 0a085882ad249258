import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { purchases, subscriptions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { isPurchase } from '../checkout/purchase.ts'
import { stripe } from '../stripe/client.ts'
import { idOf, nullIfMissing } from '../stripe/responses.ts'

/**
 * The URL of Stripe's receipt for a purchase or an invoice (`in_...`). Read each time, because it expires.
 * @throws Refusal `not-found`
 */
export async function getReceiptUrl(ctx: WorkspaceContext, id: string): Promise<string> {
  const known = id.startsWith('in_') ? await paymentOfInvoice(ctx, id) : await paymentOfPurchase(ctx, id)
  if (!known) throw notFound('receipt')
  const payment = await nullIfMissing(stripe().paymentIntents.retrieve(known, { expand: ['latest_charge'] }))
  const charge = payment?.latest_charge
  const url = charge && typeof charge !== 'string' ? charge.receipt_url : null
  if (!url) throw notFound('receipt')
  return url
}

async function paymentOfPurchase(ctx: WorkspaceContext, id: string): Promise<string | null> {
  const [purchase] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ payment: purchases.stripePaymentIntentId })
      .from(purchases)
      .where(isPurchase(ctx.workspaceId, id)),
  )
  return purchase?.payment ?? null
}

/** Only for invoices of the workspace's own customer (R35). */
async function paymentOfInvoice(ctx: WorkspaceContext, id: string): Promise<string | null> {
  const [row] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ customer: subscriptions.stripeCustomerId })
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, ctx.workspaceId)),
  )
  if (!row?.customer) return null
  const invoice = await nullIfMissing(stripe().invoices.retrieve(id))
  if (!invoice || idOf(invoice.customer) !== row.customer) return null
  const { data: payments } = await stripe().invoicePayments.list({ invoice: id, status: 'paid', limit: 1 })
  return idOf(payments[0]?.payment.payment_intent)
}
