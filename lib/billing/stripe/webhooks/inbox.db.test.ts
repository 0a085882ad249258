import { randomUUID } from 'node:crypto'
import {
  control,
  eventually,
  postForm,
  startTestStripe,
  type TestStripe,
} from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { purchases, webhookEvents } from '@/db/schema'
import { buyPack } from '@/lib/billing/checkout/buy-pack.ts'
import { fulfillCheckout } from '@/lib/billing/checkout/fulfill.ts'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing.ts'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { openEvents, receiveWebhook, replayEvent, retryEvents } from './inbox.ts'

let local: TestStripe
const OTHER_SECRET = 'whsec_of_yesterday'

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({
    STRIPE_API_BASE: local.url,
    STRIPE_WEBHOOK_SECRET: `${local.secret}, ${OTHER_SECRET}`,
  })
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await local.close()
})

const small = { packKey: 'small', quotedPriceCents: 1_500, quotedCredits: 100 }

async function started(quantity = 1) {
  const ctx = await makeSubscriber('growth', 0)
  const purchaseId = randomUUID()
  const { url } = await buyPack(ctx, { purchaseId, quantity, ...small })
  const left = async () => availableOf(await readAccount(ctx.workspaceId))
  const stored = async () => {
    const [row] = await system().select().from(purchases).where(eq(purchases.id, purchaseId))
    if (!row) throw new Error('the purchase is stored')
    return row
  }
  return { ctx, purchaseId, url, left, stored }
}

const signed = (event: object, secret = local.secret) => {
  const payload = JSON.stringify(event)
  return [payload, local.stripe.webhooks.generateTestHeaderString({ payload, secret })] as const
}

/** A delivery about an object, with its own event id. */
const eventAbout = (type: string, object: object) => ({
  id: `evt_${randomUUID().replaceAll('-', '')}`,
  object: 'event',
  type,
  data: { object },
})

const statusOf = async (id: string) =>
  (await system().select().from(webhookEvents).where(eq(webhookEvents.id, id)))[0]

describe('R30: the webhook inbox', () => {
  it('all events of a paid, partially refunded and disputed pack are idempotent in any order', async () => {
    const { ctx, url, left, stored } = await started(2)
    await postForm(url)
    const session = await local.stripe.checkout.sessions.retrieve((await stored()).stripeSessionId ?? '')
    const payment = String(session.payment_intent)
    await local.stripe.refunds.create({ payment_intent: payment, amount: 600 })
    const { latest_charge: charge } = await local.stripe.paymentIntents.retrieve(payment)
    await control(local.url, 'disputes', { charge: String(charge) })
    const about = () => local.received.filter(({ body }) => body.includes(payment))
    await eventually(() => about().some(({ body }) => body.includes('dispute.funds_withdrawn')))
    const deliveries = about()
    await Promise.all(deliveries.toReversed().map(({ body, signature }) => receiveWebhook(body, signature)))
    const after = await readAccount(ctx.workspaceId)
    expect(after).toMatchObject({ extraLeft: 0, frozen: 160, held: 0 })
    for (let round = 0; round < 4; round += 1) {
      const order = deliveries.toSorted(() => Math.random() - 0.5)
      for (const { body, signature } of order) {
        const known = await receiveWebhook(body, signature)
        expect(known.status).toBe('known')
        await replayEvent(known.event)
      }
    }
    expect(await readAccount(ctx.workspaceId)).toMatchObject({ seq: after.seq, frozen: 160, extraLeft: 0 })
    expect(await left()).toBe(0)
  })

  it('accepts the old and the new secret during rotation and returns a receipt', async () => {
    for (const secret of [local.secret, OTHER_SECRET]) {
      const event = eventAbout('product.created', { id: 'prod_1' })
      expect(await receiveWebhook(...signed(event, secret))).toEqual({
        event: event.id,
        type: 'product.created',
        status: 'ignored',
        workspaceId: null,
        attempts: 0,
        nextAttemptAt: null,
      })
    }
    const stranger = signed(eventAbout('product.created', {}), 'whsec_of_a_stranger')
    await expect(receiveWebhook(...stranger)).rejects.toMatchObject({ code: 'webhook.signature' })
  })

  it('a crash before the effect, or between effect and mark, loses and repeats nothing', async () => {
    const [before, between] = [await started(), await started()]
    for (const { url } of [before, between]) await postForm(url)
    const about = async ({ stored }: typeof before) =>
      eventAbout('checkout.session.completed', { id: (await stored()).stripeSessionId })
    const events = [await about(before), await about(between)]
    for (const event of events) {
      await system()
        .insert(webhookEvents)
        .values({ id: event.id, type: event.type, payload: event, receivedAt: new Date(0) })
    }
    await fulfillCheckout((await between.stored()).stripeSessionId ?? '')
    expect([await before.left(), await between.left()]).toEqual([0, 100])
    expect(await retryEvents()).toBe(2)
    expect([await before.left(), await between.left()]).toEqual([100, 100])
    for (const { id } of events) expect(await statusOf(id)).toMatchObject({ status: 'applied' })
  })

  it('events wait while Stripe is unavailable; dead ones stay listed until they are replayed', async () => {
    const { url, left, stored } = await started()
    await postForm(url)
    const event = eventAbout('checkout.session.completed', { id: (await stored()).stripeSessionId })
    await control(local.url, 'faults', { apiErrorShare: 1, apiErrorWhen: 'before' })
    const receipt = await receiveWebhook(...signed(event))
    expect(receipt).toMatchObject({ status: 'failed', attempts: 1, nextAttemptAt: expect.any(String) })
    await system().update(webhookEvents).set({ attempts: 15 }).where(eq(webhookEvents.id, event.id))
    expect(await replayEvent(event.id)).toMatchObject({ status: 'dead', nextAttemptAt: null })
    await fetch(`${local.url}/_local/faults`, { method: 'DELETE' })
    expect(await retryEvents()).toBe(0)
    expect((await openEvents()).map(({ id }) => id)).toContain(event.id)
    expect(await left()).toBe(0)
    expect(await replayEvent(event.id)).toMatchObject({ status: 'applied' })
    expect(await left()).toBe(100)
    await expect(replayEvent('evt_nothing')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('packs that are paid later', () => {
  /** The checkout page of an account with bank transfers. */
  async function byBank({ ctx, purchaseId }: Awaited<ReturnType<typeof started>>) {
    const metadata = { workspace_id: String(ctx.workspaceId), purchase_id: purchaseId }
    const session = await local.stripe.checkout.sessions.create({
      mode: 'payment',
      allowed_payment_method_types: ['card', 'us_bank_account'],
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 1_500, product_data: { name: 'Pack' } }, quantity: 1 },
      ],
      metadata,
      payment_intent_data: { metadata },
      success_url: 'http://localhost:3000/',
    })
    await postForm(session.url ?? '', { paymentMethod: 'bank' })
    return session.id
  }

  it('grants nothing while the transfer is in progress, and everything when it arrives', async () => {
    const it = await started()
    const id = await byBank(it)
    expect(await fulfillCheckout(id)).toMatchObject({ kind: 'pending' })
    expect(await it.stored()).toMatchObject({ status: 'processing' })
    expect(await it.left()).toBe(0)
    await control(local.url, `checkout/${id}/settle`, { succeeded: true })
    expect(await fulfillCheckout(id)).toMatchObject({ kind: 'credits', credits: 100 })
    expect(await it.left()).toBe(100)
  })

  it('ends when the transfer is refused or the page expires', async () => {
    const [refused, left] = [await started(), await started()]
    const id = await byBank(refused)
    await control(local.url, `checkout/${id}/settle`, { succeeded: false })
    expect(await fulfillCheckout(id)).toMatchObject({ kind: 'ended' })
    expect(await refused.stored()).toMatchObject({ status: 'failed' })
    const session = (await left.stored()).stripeSessionId ?? ''
    await local.stripe.checkout.sessions.expire(session)
    expect(await fulfillCheckout(session)).toMatchObject({ kind: 'ended' })
    expect(await left.stored()).toMatchObject({ status: 'expired' })
    const again = { purchaseId: left.purchaseId, quantity: 1, ...small }
    await expect(buyPack(left.ctx, again)).rejects.toMatchObject({ code: 'pack.over' })
  })

  it('several packs are one purchase; a forged quantity is refused', async () => {
    const { ctx, url, left } = await started(3)
    expect(await (await fetch(url)).text()).toContain('300 extra credits')
    await postForm(url)
    const [row] = await system().select().from(purchases).where(eq(purchases.workspaceId, ctx.workspaceId))
    await fulfillCheckout(row?.stripeSessionId ?? '')
    expect(await left()).toBe(300)
    for (const quantity of [0, 11, -1, 1.5, Number.NaN]) {
      const input = { purchaseId: randomUUID(), quantity, ...small }
      await expect(buyPack(ctx, input)).rejects.toMatchObject({ code: 'pack.quantity' })
    }
  })
})
