import { inWorkspace } from '@/db/client'
import { purchases } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { unlessMissing } from './missing.ts'
import { isPurchase } from './purchase.ts'
import { stripe } from './stripe.ts'

/**
 * Stripe's receipt of a purchase; asked for each time, since its address runs out.
 * @throws Refusal `not-found`
 */
export async function receiptUrl(ctx: WorkspaceContext, purchaseId: string): Promise<string> {
  const [purchase] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ payment: purchases.stripePaymentIntentId })
      .from(purchases)
      .where(isPurchase(ctx.workspaceId, purchaseId)),
  )
  if (!purchase?.payment) throw notFound('receipt')
  const payment = await unlessMissing(
    stripe().paymentIntents.retrieve(purchase.payment, { expand: ['latest_charge'] }),
  )
  const charge = payment?.latest_charge
  const url = charge && typeof charge !== 'string' ? charge.receipt_url : null
  if (!url) throw notFound('receipt')
  return url
}
