import { randomUUID } from 'node:crypto'
import { control, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { creditEntries, purchases } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { inputHash, keyId, nilId } from '@/lib/credits/decide/keys'
import { post } from '@/lib/credits/post'
import { readAccount } from '@/lib/credits/read/read'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { buyPack } from '../checkout/buy-pack.ts'
import { fulfillCheckout } from '../checkout/fulfill.ts'
import { findLotOfPurchase, findPurchase } from '../checkout/purchase.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { makeSubscriber } from '../testing.ts'
import { openDiscrepancies } from './discrepancies.ts'
import { syncPayment } from './sync-payment.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

/** A paid pack of 500 credits for $60 on a plan without an allowance. */
async function bought() {
  const ctx = await makeSubscriber('growth', 0)
  const purchaseId = randomUUID()
  const { url } = await buyPack(ctx, {
    purchaseId,
    packKey: 'medium',
    quantity: 1,
    quotedPriceCents: 6_000,
    quotedCredits: 500,
  })
  const answer = await postForm(url)
  const sessionId = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  await fulfillCheckout(sessionId)
  const session = await local.stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] })
  const payment = session.payment_intent
  if (!payment || typeof payment === 'string') throw new Error('the session was paid')
  return { ctx, purchaseId, sessionId, payment: payment.id, charge: String(payment.latest_charge) }
}

type Bought = Awaited<ReturnType<typeof bought>>

function spend(ctx: WorkspaceContext, credits: number) {
  const key = keyId(randomUUID())
  return post(ctx.workspaceId, {
    type: 'charge',
    key,
    inputHash: inputHash([key]),
    credits,
    units: 1,
    action: 1,
    actorId: ctx.userId,
    rateVersion: 1,
    subjectKind: 0,
    subjectId: nilId,
  })
}

const lotAfter = async ({ ctx, purchaseId, charge }: Bought) => {
  await syncPayment(charge)
  const purchase = await findPurchase(ctx.workspaceId, purchaseId)
  if (!purchase) throw new Error('the purchase is there')
  const { extraLeft, frozen } = await readAccount(ctx.workspaceId)
  return { left: extraLeft, frozen, lot: await findLotOfPurchase(purchase) }
}
const refund = ({ payment }: Bought, amount: number) =>
  local.stripe.refunds.create({ payment_intent: payment, amount })
const dispute = async ({ charge }: Bought) => String((await control(local.url, 'disputes', { charge })).id)

describe('R18: credits back', () => {
  it('refunds of 40% and then 60% remove the unspent part once and record the rest', async () => {
    const it = await bought()
    await spend(it.ctx, 350)
    await refund(it, 2_400)
    expect(await lotAfter(it)).toMatchObject({ left: 0, lot: { takenBack: 150, shortfall: 50 } })
    await refund(it, 3_600)
    expect(await lotAfter(it)).toMatchObject({ left: 0, lot: { takenBack: 150, shortfall: 350 } })
    expect(await lotAfter(it)).toMatchObject({ left: 0, lot: { takenBack: 150, shortfall: 350 } })
    const found = (await openDiscrepancies()).filter(({ workspaceId }) => workspaceId === it.ctx.workspaceId)
    expect(found).toMatchObject([{ kind: 'shortfall', what: expect.stringContaining('350 credits') }])
  })

  it('late refunds of an unspent pack remove all its credits', async () => {
    const it = await bought()
    for (const cents of [1_000, 2_000, 3_000]) await refund(it, cents)
    await Promise.all([syncPayment(it.charge), syncPayment(it.charge), fulfillCheckout(it.sessionId)])
    expect(await lotAfter(it)).toMatchObject({ left: 0, lot: { takenBack: 500, shortfall: 0 } })
    expect(await findPurchase(it.ctx.workspaceId, it.purchaseId)).toMatchObject({ refundedCents: 6_000 })
  })

  it('a refund that arrives before the payment grants and removes in order', async () => {
    const ctx = await makeSubscriber('growth', 0)
    const purchaseId = randomUUID()
    const pack = { packKey: 'medium', quantity: 1, quotedPriceCents: 6_000, quotedCredits: 500 }
    await postForm((await buyPack(ctx, { purchaseId, ...pack })).url)
    const [row] = await system().select().from(purchases).where(eq(purchases.id, purchaseId))
    const session = await local.stripe.checkout.sessions.retrieve(row?.stripeSessionId ?? '')
    const made = await local.stripe.refunds.create({ payment_intent: String(session.payment_intent) })
    await syncPayment(String(made.charge))
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ extraLeft: 0, extraEnd: 0 })
    const entries = await system()
      .select({ amount: creditEntries.amount })
      .from(creditEntries)
      .where(eq(creditEntries.subjectId, purchaseId))
    expect(entries.map(({ amount }) => amount)).toEqual([500, -500])
  })

  it('a dispute freezes the unspent part and restores it when won', async () => {
    const it = await bought()
    await spend(it.ctx, 100)
    const id = await dispute(it)
    expect(await lotAfter(it)).toMatchObject({ left: 0, frozen: 400 })
    expect(await spend(it.ctx, 1)).toMatchObject({ ok: false, code: 'insufficient' })
    await control(local.url, `disputes/${id}/close`, { outcome: 'won' })
    expect(await lotAfter(it)).toMatchObject({ left: 400, frozen: 0, lot: { takenBack: 0, shortfall: 0 } })
    expect(await lotAfter(it)).toMatchObject({ left: 400, frozen: 0 })
  })

  it('a lost dispute removes it and records what was spent; after a partial refund, only what is left', async () => {
    const it = await bought()
    await spend(it.ctx, 100)
    await refund(it, 1_200)
    expect(await lotAfter(it)).toMatchObject({ left: 300, lot: { takenBack: 100 } })
    const id = await dispute(it)
    await lotAfter(it)
    await control(local.url, `disputes/${id}/close`, { outcome: 'lost' })
    const lost = { left: 0, frozen: 0, lot: { takenBack: 400, shortfall: 100 } }
    expect(await lotAfter(it)).toMatchObject(lost)
    expect(await lotAfter(it)).toMatchObject(lost)
  })

  it('reconciliation finds a refund and a dispute without an event', async () => {
    const [refunded, disputed] = [await bought(), await bought()]
    await refund(refunded, 6_000)
    await dispute(disputed)
    const { summary, applied } = await reconcile(1)
    expect(applied).toBeGreaterThanOrEqual(2)
    expect(summary).toMatch(/^Reconciled 1 day: \d+ sessions, .* applied, \d+ open discrepanc(y|ies)\.$/)
    expect((await readAccount(refunded.ctx.workspaceId)).extraLeft).toBe(0)
    expect((await readAccount(disputed.ctx.workspaceId)).frozen).toBe(500)
    expect((await reconcile(1)).applied).toBe(0)
  })
})
