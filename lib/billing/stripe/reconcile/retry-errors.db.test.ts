import { randomUUID } from 'node:crypto'
import { postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { billingFindings } from '@/db/schema'
import { buyPack } from '@/lib/billing/checkout/buy-pack.ts'
import { reconcileOpenPurchases } from '@/lib/billing/checkout/open-purchases.ts'
import { findPurchase } from '@/lib/billing/checkout/purchase.ts'
import { listOpenErrors, reportDiscrepancy } from '@/lib/billing/payments/discrepancies.ts'
import { subscriptionOf } from '@/lib/billing/testing.ts'
import { stopLocalStripe } from '@/local/test/local-stripe'
import { DAY, pass, startStripeWithClock, subscribed } from '@/local/test/subscribers'
import { reconcile } from './reconcile.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startStripeWithClock()
})
afterAll(() => stopLocalStripe(local))

describe('R27: reconciliation', () => {
  const openIds = async () => (await listOpenErrors()).map(({ stripeId }) => stripeId)
  const fail = (stripeId: string) =>
    reportDiscrepancy({ kind: 'error', stripeId, workspaceId: null, what: 'Stripe did not answer' })

  it('retries what failed earlier, even when it is in order or too old to be looked at', async () => {
    const { ctx } = await subscribed('growth')
    const purchaseId = randomUUID()
    const small = { packKey: 'small', quantity: 1, quotedPriceCents: 1_500, quotedCredits: 100 }
    await postForm((await buyPack(ctx, { purchaseId, ...small })).url)
    await reconcileOpenPurchases(0)
    const bought = await findPurchase(ctx.workspaceId, purchaseId)
    const session = bought?.stripeSessionId ?? ''
    const payment = bought?.stripePaymentIntentId ?? ''
    const charge = String((await local.stripe.paymentIntents.retrieve(payment)).latest_charge)
    const { stripeCustomerId } = await subscriptionOf(ctx.workspaceId)
    await pass(local, 5 * DAY)
    for (const id of [stripeCustomerId ?? '', session, payment, charge]) await fail(id)
    expect(await openIds()).toHaveLength(4)
    await reconcile(1)
    expect(await openIds()).toEqual([])
  })

  it('leaves the finding open while the object still fails', async () => {
    await fail('ch_unknown')
    await reconcile(1)
    expect(await openIds()).toEqual(['ch_unknown'])
    const [{ what } = { what: '' }] = await system().select().from(billingFindings)
    expect(what).not.toBe('')
  })
})
