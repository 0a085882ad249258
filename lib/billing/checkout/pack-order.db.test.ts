import { randomUUID } from 'node:crypto'
import { control, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { purchases } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { getReceiptUrl } from '../payments/receipt.ts'
import { syncPayment } from '../payments/sync-payment.ts'
import { listBillingRecords } from '../statement/billing-records.ts'
import { getStatementPage } from '../statement/statement.ts'
import { stampOf } from '../stripe/stamp.ts'
import { makeSubscriber } from '../testing.ts'
import { buyPacks } from './buy-pack.ts'
import { fulfillCheckout } from './fulfill.ts'
import { findLotOfPurchase, findPurchase } from './purchase.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

/** Two packs of 500 for $60 and one of 100 for $15. */
const order = {
  packs: [
    { packKey: 'small', quantity: 1 },
    { packKey: 'medium', quantity: 2 },
  ],
  quotedPriceCents: 13_500,
  quotedCredits: 1_100,
}

/** On a plan without an allowance, so all credits are from the packs. */
async function started(ctx?: WorkspaceContext) {
  const buyer = ctx ?? (await makeSubscriber('growth', 0))
  const purchaseId = randomUUID()
  const { url } = await buyPacks(buyer, { purchaseId, ...order })
  return { ctx: buyer, purchaseId, url }
}

async function bought() {
  const { url, ...rest } = await started()
  const answer = await postForm(url)
  const sessionId = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  const fulfilled = await Promise.all([fulfillCheckout(sessionId), fulfillCheckout(sessionId)])
  const session = await local.stripe.checkout.sessions.retrieve(sessionId, {
    expand: ['payment_intent', 'line_items'],
  })
  const payment = session.payment_intent
  if (!payment || typeof payment === 'string') throw new Error('the session was paid')
  return { ...rest, session, fulfilled, payment: payment.id, charge: String(payment.latest_charge) }
}

const extraLeft = async (ctx: WorkspaceContext) => (await readAccount(ctx.workspaceId)).extraLeft

async function lotOf(ctx: WorkspaceContext, purchaseId: string) {
  const purchase = await findPurchase(ctx.workspaceId, purchaseId)
  return purchase && findLotOfPurchase(purchase)
}

describe('buyPacks', () => {
  it('R27: charges the catalog price of every pack and grants all credits once', async () => {
    const { ctx, session, fulfilled } = await bought()
    expect(session.amount_total).toBe(13_500)
    expect(session.line_items?.data.map(({ quantity, amount_total }) => [quantity, amount_total])).toEqual([
      [2, 12_000],
      [1, 1_500],
    ])
    expect(fulfilled.map((result) => result.kind === 'credits' && result.credits)).toEqual([1_100, 1_100])
    expect(await extraLeft(ctx)).toBe(1_100)
  })

  it('shows the full order in the statement, invoices and receipt', async () => {
    const { ctx, purchaseId } = await bought()
    const { rows } = await getStatementPage(ctx)
    const lines = rows.filter(({ what }) => what === 'Credits bought')
    expect(lines).toMatchObject([{ amountCredits: 1_100, note: 'Paid $135' }])
    const { records } = await listBillingRecords(ctx)
    expect(records[0]).toMatchObject({ what: '1,100 extra credits', amountCents: 13_500, status: 'paid' })
    expect(records[0]?.href).toContain('http')
    expect(await getReceiptUrl(ctx, purchaseId)).toContain('http')
  })

  it('R18: a refund removes the refunded share of all credits, and a second one the rest', async () => {
    const { ctx, purchaseId, payment, charge } = await bought()
    await local.stripe.refunds.create({ payment_intent: payment, amount: 2_700 })
    await syncPayment(charge)
    expect(await extraLeft(ctx)).toBe(880)
    await local.stripe.refunds.create({ payment_intent: payment })
    await syncPayment(charge)
    expect(await extraLeft(ctx)).toBe(0)
    expect(await lotOf(ctx, purchaseId)).toMatchObject({ granted: 1_100, takenBack: 1_100, shortfall: 0 })
  })

  it('R18: a dispute freezes all credits until it is won', async () => {
    const { ctx, charge } = await bought()
    const { id } = await control(local.url, 'disputes', { charge })
    await syncPayment(charge)
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 0, frozen: 1_100 })
    await control(local.url, `disputes/${String(id)}/close`, { outcome: 'won' })
    await syncPayment(charge)
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 1_100, frozen: 0 })
  })

  it('R12: a repeated order returns the same checkout, whatever the order of its packs; a different order is refused', async () => {
    const { ctx, purchaseId, url } = await started()
    const turned = { ...order, packs: order.packs.toReversed() }
    expect((await buyPacks(ctx, { purchaseId, ...turned })).url).toBe(url)
    const other = { packs: [{ packKey: 'small', quantity: 9 }], quotedPriceCents: 13_500, quotedCredits: 900 }
    await expect(buyPacks(ctx, { purchaseId, ...other })).rejects.toMatchObject({ code: 'request.reused' })
  })

  it('R29: refuses a forged total, a repeated pack, an empty order and an invalid quantity', async () => {
    const ctx = await makeSubscriber('growth', 0)
    const ask = (over: Partial<Parameters<typeof buyPacks>[1]>) =>
      buyPacks(ctx, { purchaseId: randomUUID(), ...order, ...over })
    await expect(ask({ quotedPriceCents: 100 })).rejects.toMatchObject({ code: 'price.changed' })
    await expect(ask({ quotedCredits: 5_000 })).rejects.toMatchObject({ code: 'price.changed' })
    const twice = [order.packs[0], order.packs[0]].flatMap((line) => (line ? [line] : []))
    await expect(ask({ packs: twice })).rejects.toMatchObject({ code: 'pack.order' })
    await expect(ask({ packs: [] })).rejects.toMatchObject({ code: 'pack.order' })
    await expect(ask({ packs: [{ packKey: 'small', quantity: 11 }] })).rejects.toMatchObject({
      code: 'pack.quantity',
    })
    await expect(ask({ packs: [{ packKey: 'huge', quantity: 1 }] })).rejects.toMatchObject({
      code: 'pack.unknown',
    })
    expect(await system().select().from(purchases).where(eq(purchases.workspaceId, ctx.workspaceId))).toEqual(
      [],
    )
  })

  it('R23: refuses a combination of packs on a trial', async () => {
    const trial = await makeSubscriber('trial', 100, { status: 'trialing' })
    await expect(started(trial)).rejects.toMatchObject({ code: 'pack.subscribe-first' })
  })

  it('R27: grants nothing when the checkout paid only some of the packs', async () => {
    const { ctx, purchaseId } = await started()
    const metadata = {
      ...stampOf(ctx.workspaceId),
      workspace_id: String(ctx.workspaceId),
      purchase_id: purchaseId,
    }
    const part = await local.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 1_500, product_data: { name: 'Part' } }, quantity: 1 },
      ],
      metadata,
      payment_intent_data: { metadata },
      success_url: 'http://localhost:3000/',
    })
    await postForm(part.url ?? '')
    await expect(fulfillCheckout(part.id)).rejects.toThrow('another order')
    expect(await extraLeft(ctx)).toBe(0)
  })
})
