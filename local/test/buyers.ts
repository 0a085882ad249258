import { randomUUID } from 'node:crypto'
import { control, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { buyPack } from '@/lib/billing/checkout/buy-pack'
import { fulfillCheckout } from '@/lib/billing/checkout/fulfill'
import { findPurchase } from '@/lib/billing/checkout/purchase'
import { openDiscrepancies } from '@/lib/billing/payments/discrepancies'
import { makeSubscriber } from '@/lib/billing/testing'
import { post } from '@/lib/credits/post'
import { charge } from '@/lib/credits/testing'

/** Workspaces that bought a pack through a local Stripe, for database tests of payments. */

export type Bought = Awaited<ReturnType<typeof bought>>

/** A paid pack of 500 credits for $60 on a plan that grants nothing else. */
export async function bought(local: TestStripe, card: Record<string, string> = {}) {
  const ctx = await makeSubscriber('growth', 0)
  const purchaseId = randomUUID()
  const quoted = { packKey: 'medium', quantity: 1, quotedPriceCents: 6_000, quotedCredits: 500 }
  const response = await postForm((await buyPack(ctx, { purchaseId, ...quoted })).url, card)
  const sessionId = new URL(response.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  await fulfillCheckout(sessionId)
  const purchase = await findPurchase(ctx.workspaceId, purchaseId)
  if (!purchase?.stripePaymentIntentId) throw new Error('the purchase was not paid')
  const intent = await local.stripe.paymentIntents.retrieve(purchase.stripePaymentIntentId)
  return { ctx, purchase, charge: String(intent.latest_charge) }
}

export const spend = ({ ctx }: Bought, credits: number) => post(ctx.workspaceId, charge(credits))

/** Disputes the payment or part of it; returns the dispute's id. */
export const dispute = async (local: TestStripe, { charge }: Bought, over: object = {}): Promise<string> =>
  String((await control(local.url, 'disputes', { charge, ...over })).id)

export const findingsOf = async ({ ctx }: Bought) =>
  (await openDiscrepancies()).filter(({ workspaceId }) => workspaceId === ctx.workspaceId)
