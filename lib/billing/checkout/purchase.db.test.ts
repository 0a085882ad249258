import { randomUUID } from 'node:crypto'
import { eventually, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { packs, purchases, webhookEvents } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { getStatementPage } from '../statement/statement.ts'
import { stampOf } from '../stripe/stamp.ts'
import { receiveWebhook, retryEvents } from '../stripe/webhooks/inbox.ts'
import { makeSubscriber, subscriptionOf } from '../testing.ts'
import { buyPack } from './buy-pack.ts'
import { fulfillCheckout } from './fulfill.ts'
import { reconcileOpenPurchases } from './open-purchases.ts'
import { returnFromCheckout } from './return-from-checkout.ts'
import { subscribe } from './subscribe/subscribe.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))
const small = { packKey: 'small', quantity: 1, quotedPriceCents: 1_500, quotedCredits: 100 }
const sessionOf = (answer: Response) =>
  new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''

async function startPurchase(ctx: WorkspaceContext, purchaseId = randomUUID()) {
  const { url } = await buyPack(ctx, { purchaseId, ...small })
  return { url, purchaseId }
}

async function delivered(type: string, id: string) {
  return eventually(() =>
    local.received.find(({ body }) => JSON.parse(body).type === type && body.includes(id)),
  )
}

describe('buyPack', () => {
  it('R27: the return page grants the credits once, however often it is opened', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const { url } = await startPurchase(ctx)
    expect(await left(ctx)).toBe(2_000)
    const sessionId = sessionOf(await postForm(url))
    const answers = await Promise.all([
      returnFromCheckout(ctx, sessionId),
      fulfillCheckout(sessionId),
      fulfillCheckout(sessionId),
    ])
    expect(answers[0]).toBe('/workspace-settings?tab=billing&checkout=done&credits=100')
    expect(await left(ctx)).toBe(2_100)
    const { rows } = await getStatementPage(ctx)
    expect(rows.filter((row) => row.what === 'Credits bought')).toHaveLength(1)
  })

  it('R27: the webhook grants the credits when the tab is closed; repeats change nothing', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const { url } = await startPurchase(ctx)
    const sessionId = sessionOf(await postForm(url))
    const { body, signature } = await delivered('checkout.session.completed', sessionId)
    expect(await receiveWebhook(body, signature)).toMatchObject({ status: 'applied' })
    const again = await Promise.all(Array.from({ length: 4 }, () => receiveWebhook(body, signature)))
    expect(again.map((receipt) => receipt.status)).toEqual(['known', 'known', 'known', 'known'])
    expect(await left(ctx)).toBe(2_100)
  })

  it('R27: reconciliation grants the credits without return page and webhook', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const { url, purchaseId } = await startPurchase(ctx)
    await postForm(url)
    expect(await left(ctx)).toBe(2_000)
    expect((await reconcileOpenPurchases(0)).granted).toBeGreaterThanOrEqual(1)
    expect(await left(ctx)).toBe(2_100)
    const [stored] = await system()
      .select()
      .from(purchases)
      .where(and(eq(purchases.workspaceId, ctx.workspaceId), eq(purchases.id, purchaseId)))
    expect(stored).toMatchObject({ status: 'fulfilled' })
  })

  it('an unpaid session grants nothing and is pending', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const { purchaseId } = await startPurchase(ctx)
    const [stored] = await system().select().from(purchases).where(eq(purchases.id, purchaseId))
    expect(await fulfillCheckout(stored?.stripeSessionId ?? '')).toMatchObject({ kind: 'pending' })
    expect(await left(ctx)).toBe(2_000)
  })

  it('a second click returns the same checkout session', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const { url, purchaseId } = await startPurchase(ctx)
    expect((await startPurchase(ctx, purchaseId)).url).toBe(url)
  })

  it('R23: refuses packs on a trial, a limits plan and an ended plan', async () => {
    const trial = await makeSubscriber('trial', 100, { status: 'trialing' })
    const limits = await makeSubscriber('agency', 0)
    const ended = await makeSubscriber('growth', 0, { status: 'canceled' })
    await expect(startPurchase(trial)).rejects.toMatchObject({ code: 'pack.subscribe-first' })
    await expect(startPurchase(limits)).rejects.toMatchObject({ code: 'pack.limits-plan' })
    await expect(startPurchase(ended)).rejects.toMatchObject({ code: 'pack.subscribe-first' })
  })

  it('R29: price and credits come from the catalog; refuses a forged or outdated price and an unknown pack', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const purchaseId = randomUUID()
    await expect(buyPack(ctx, { purchaseId, ...small, quotedPriceCents: 1 })).rejects.toMatchObject({
      code: 'price.changed',
    })
    await expect(buyPack(ctx, { purchaseId, ...small, quotedCredits: 9_999 })).rejects.toMatchObject({
      code: 'price.changed',
    })
    await expect(buyPack(ctx, { purchaseId, ...small, packKey: 'huge' })).rejects.toMatchObject({
      code: 'pack.unknown',
    })
    await system().update(packs).set({ priceCents: 1_600 }).where(eq(packs.key, 'small'))
    try {
      await expect(startPurchase(ctx)).rejects.toMatchObject({ code: 'price.changed' })
    } finally {
      await system().update(packs).set({ priceCents: 1_500 }).where(eq(packs.key, 'small'))
    }
  })

  it('R35: treats the session of another workspace like one that does not exist', async () => {
    const buyer = await makeSubscriber('growth', 2_000)
    const stranger = await makeSubscriber('growth', 2_000)
    const { url } = await startPurchase(buyer)
    const sessionId = sessionOf(await postForm(url))
    const unknown = '/workspace-settings?tab=billing&view=statement&checkout=unknown'
    expect(await returnFromCheckout(stranger, sessionId)).toBe(unknown)
    expect(await returnFromCheckout(stranger, 'cs_test_nothing')).toBe(unknown)
    expect(await returnFromCheckout(stranger, '../../etc')).toBe(unknown)
    expect(await left(stranger)).toBe(2_000)
    expect(await returnFromCheckout(buyer, sessionId)).toContain('checkout=done')
  })
})

describe('the webhook inbox', () => {
  it('R30: refuses an unsigned, wrongly signed or old event without storing it', async () => {
    const body = JSON.stringify({ id: 'evt_forged', object: 'event', type: 'checkout.session.completed' })
    const old = local.stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret: local.secret,
      timestamp: 1_000,
    })
    for (const signature of [null, 'nonsense', 't=1,v1=00', old]) {
      await expect(receiveWebhook(body, signature)).rejects.toMatchObject({ code: 'webhook.signature' })
    }
    expect(await system().select().from(webhookEvents).where(eq(webhookEvents.id, 'evt_forged'))).toEqual([])
  })

  it('R30: keeps and retries the event of a paid session without a purchase', async () => {
    const session = await local.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 1_500, product_data: { name: 'Stray' } }, quantity: 1 },
      ],
      metadata: { ...stampOf(999_999), workspace_id: '999999', purchase_id: randomUUID() },
      success_url: 'http://localhost:3000/',
    })
    await postForm(session.url ?? '')
    const { body, signature } = await delivered('checkout.session.completed', session.id)
    const receipt = await receiveWebhook(body, signature)
    expect(receipt.status).toBe('failed')
    const stored = () => system().select().from(webhookEvents).where(eq(webhookEvents.id, receipt.event))
    expect((await stored())[0]).toMatchObject({
      status: 'failed',
      attempts: 1,
      lastError: expect.stringContaining('purchase of ours'),
    })
    await system()
      .update(webhookEvents)
      .set({ nextAttemptAt: new Date(0) })
      .where(eq(webhookEvents.id, receipt.event))
    expect(await retryEvents()).toBeGreaterThanOrEqual(1)
    expect((await stored())[0]).toMatchObject({ status: 'failed', attempts: 2 })
  })
})

describe('subscribe', () => {
  it('R28: after the trial, the plan starts once with its full allowance, in any order of return page and events', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const { url } = await subscribe(ctx, {
      requestId: randomUUID(),
      planKey: 'starter',
      interval: 'month',
      quotedPriceCents: 4_900,
    })
    const sessionId = sessionOf(await postForm(url))
    expect(await returnFromCheckout(ctx, sessionId)).toContain('checkout=subscribed')
    expect(await left(ctx)).toBe(500)
    const { stripeCustomerId } = await subscriptionOf(ctx.workspaceId)
    await delivered('invoice.paid', stripeCustomerId ?? '')
    const events = local.received.filter(({ body }) => body.includes(stripeCustomerId ?? '')).toReversed()
    for (const { body, signature } of events) await receiveWebhook(body, signature)
    expect(await left(ctx)).toBe(500)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      planKey: 'starter',
      status: 'active',
      interval: 'month',
    })
    const second = subscribe(ctx, {
      requestId: randomUUID(),
      planKey: 'growth',
      interval: 'month',
      quotedPriceCents: 14_900,
    })
    await expect(second).rejects.toMatchObject({ code: 'subscription.exists' })
  })

  it('R29: refuses a forged price and the trial plan', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const ask = { requestId: randomUUID(), interval: 'month' as const }
    await expect(subscribe(ctx, { ...ask, planKey: 'starter', quotedPriceCents: 1 })).rejects.toMatchObject({
      code: 'price.changed',
    })
    await expect(subscribe(ctx, { ...ask, planKey: 'trial', quotedPriceCents: 0 })).rejects.toMatchObject({
      code: 'plan.unknown',
    })
  })
})
