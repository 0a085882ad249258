import { randomUUID } from 'node:crypto'
import { postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { formerCustomers, members, purchases, subscriptions, users, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { buyPack } from '../checkout/buy-pack.ts'
import { reconcileOpenPurchases } from '../checkout/open-purchases.ts'
import { returnFromCheckout } from '../checkout/return-from-checkout.ts'
import { subscribe } from '../checkout/subscribe/subscribe.ts'
import { openDiscrepancies } from '../payments/discrepancies.ts'
import { getReceiptUrl } from '../payments/receipt.ts'
import { listBillingRecords } from '../statement/billing-records.ts'
import { replaceStripe, stripe } from '../stripe/client.ts'
import { reconcile } from '../stripe/reconcile/reconcile.ts'
import { receiveWebhook } from '../stripe/webhooks/inbox.ts'
import { makeSubscriber, setTestEnv, subscriptionOf } from '../testing.ts'
import { ensureCustomer } from './customer.ts'
import { openPortal } from './portal.ts'

let local: TestStripe
let otherMode: TestStripe

beforeAll(async () => {
  local = await startTestStripe()
  otherMode = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, STRIPE_WEBHOOK_SECRET: local.secret })
})
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await Promise.all([local.close(), otherMode.close()])
})

const small = { packKey: 'small', quantity: 1, quotedPriceCents: 1_500, quotedCredits: 100 }
const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))
const customersMade = async () => (await local.stripe.customers.list({ limit: 100 })).data.length

async function checkOut(ctx: WorkspaceContext, planKey = 'starter', quotedPriceCents = 4_900) {
  const { url } = await subscribe(ctx, {
    requestId: randomUUID(),
    planKey,
    interval: 'month',
    quotedPriceCents,
  })
  const answer = await postForm(url)
  const session = new URL(answer.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  expect(await returnFromCheckout(ctx, session)).toContain('subscribed')
}

async function subscribed() {
  const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
  await checkOut(ctx)
  const row = await subscriptionOf(ctx.workspaceId)
  return { ctx, customer: row.stripeCustomerId ?? '', subscription: row.stripeSubscriptionId ?? '' }
}

async function deliver(type: string, object: object) {
  const event = { id: `evt_${randomUUID().replaceAll('-', '')}`, object: 'event', type, data: { object } }
  const payload = JSON.stringify(event)
  const header = local.stripe.webhooks.generateTestHeaderString({ payload, secret: local.secret })
  return receiveWebhook(payload, header)
}

const findingsOf = async ({ workspaceId }: WorkspaceContext) =>
  (await openDiscrepancies()).filter((one) => one.workspaceId === workspaceId).map(({ kind }) => kind)

/** Uses the Stripe of another mode, which knows none of the ids. */
async function inOtherMode<T>(work: () => Promise<T>): Promise<T> {
  replaceStripe(otherMode.stripe)
  try {
    return await work()
  } finally {
    replaceStripe(undefined)
  }
}

describe('R28: the workspace’s one customer', () => {
  it('R28: concurrent first checkouts of two admins, with a rename in between, create one customer', async () => {
    const owner = await makeSubscriber('trial', 100, { status: 'trialing' })
    const before = await customersMade()
    const others = await system()
      .insert(users)
      .values(Array.from({ length: 4 }, (_, n) => ({ email: `admin-${owner.workspaceId}-${n}@agency.test` })))
      .returning()
    const askers: WorkspaceContext[] = others.map(({ id }) => ({ ...owner, userId: id, role: 'admin' }))
    const ids = await Promise.all(
      [owner, ...askers].map(async (ctx, n) => {
        const name = `Agency under name ${n}`
        await system().update(workspaces).set({ name }).where(eq(workspaces.id, owner.workspaceId))
        return ensureCustomer(ctx)
      }),
    )
    expect(new Set(ids).size).toBe(1)
    expect(await customersMade()).toBe(before + 1)
  })

  it('R28: the next request stores the customer when a process died before storing it', async () => {
    const owner = await makeSubscriber('trial', 100, { status: 'trialing' })
    await system()
      .insert(members)
      .values({ workspaceId: owner.workspaceId, userId: owner.userId, role: 'owner' })
      .onConflictDoNothing()
    const first = await ensureCustomer(owner)
    await system()
      .update(subscriptions)
      .set({ stripeCustomerId: null })
      .where(eq(subscriptions.workspaceId, owner.workspaceId))
    await system().update(workspaces).set({ name: 'Renamed' }).where(eq(workspaces.id, owner.workspaceId))
    const [admin] = await system()
      .insert(users)
      .values({ email: `${randomUUID()}@agency.test` })
      .returning()
    const asker: WorkspaceContext = { ...owner, userId: admin?.id ?? 0, role: 'admin' }
    expect(await ensureCustomer(asker)).toBe(first)
    const [person] = await system().select().from(users).where(eq(users.id, owner.userId))
    expect(await local.stripe.customers.retrieve(first)).toMatchObject({ email: person?.email })
  })

  it('R30: applies events of an unstored customer by the tag on the customer', async () => {
    const { ctx, customer } = await subscribed()
    await system()
      .update(subscriptions)
      .set({ stripeCustomerId: null })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    const receipt = await deliver('customer.subscription.updated', { id: 'sub_1', customer })
    expect(receipt).toMatchObject({ status: 'applied', workspaceId: ctx.workspaceId })
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ stripeCustomerId: customer })
  })

  it('R30: recognizes a customer of an older version without a tag by its stored id', async () => {
    const { ctx, customer } = await subscribed()
    await local.stripe.customers.update(customer, {
      metadata: { market_trak_workspace: '', market_trak_tag: '', workspace_id: String(ctx.workspaceId) },
    })
    const receipt = await deliver('invoice.paid', { id: 'in_1', customer })
    expect(receipt).toMatchObject({ status: 'applied', workspaceId: ctx.workspaceId })
  })
})

describe('R19, R28: a customer that is deleted in Stripe', () => {
  it.each(['event', 'reconciliation'] as const)(
    'R19: ends the plan and is reported, found by %s',
    async (by) => {
      const { ctx, customer, subscription } = await subscribed()
      await local.stripe.customers.del(customer)
      if (by === 'event') {
        const receipt = await deliver('customer.deleted', { id: customer, object: 'customer' })
        expect(receipt).toMatchObject({ status: 'applied', workspaceId: ctx.workspaceId })
      } else await reconcile(1)
      const { ended_at } = await local.stripe.subscriptions.retrieve(subscription)
      const row = await subscriptionOf(ctx.workspaceId)
      expect(row).toMatchObject({ status: 'canceled', stripeCustomerId: null })
      expect((row.endsAt?.getTime() ?? 0) / 1_000).toBe(ended_at)
      const { spendUntil } = await readAccount(ctx.workspaceId)
      expect(spendUntil).toBeLessThanOrEqual(Date.now())
      expect(await findingsOf(ctx)).toEqual(['lost-customer'])
      expect(await deliver('customer.deleted', { id: customer })).toMatchObject({ status: 'applied' })
      await reconcile(1)
      expect(await findingsOf(ctx)).toEqual(['lost-customer'])
    },
  )

  it('R28: the next checkout creates a new customer and never returns the deleted one', async () => {
    const { ctx, customer } = await subscribed()
    await local.stripe.customers.del(customer)
    await checkOut(ctx, 'growth', 14_900)
    const row = await subscriptionOf(ctx.workspaceId)
    expect(row).toMatchObject({ status: 'active', planKey: 'growth' })
    expect(row.stripeCustomerId).not.toBe(customer)
    expect(await left(ctx)).toBe(2_000)
    expect(await findingsOf(ctx)).toEqual([])
    const second = row.stripeCustomerId ?? ''
    await local.stripe.customers.del(second)
    const { url } = await openPortal(ctx)
    expect(url).toContain('http')
    const third = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId
    expect([customer, second, null]).not.toContain(third)
  })

  it('R28: a customer that was created, never stored and then deleted is not returned', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const first = await ensureCustomer(ctx)
    await system()
      .update(subscriptions)
      .set({ stripeCustomerId: null })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    await local.stripe.customers.del(first)
    const next = await ensureCustomer(ctx)
    expect(next).not.toBe(first)
    expect(await local.stripe.customers.retrieve(next)).toMatchObject({ object: 'customer' })
  })

  it('R27: a pack checkout opened for the deleted customer is reopened for the new one', async () => {
    const { ctx, customer } = await subscribed()
    const purchaseId = randomUUID()
    const first = await buyPack(ctx, { purchaseId, ...small })
    await local.stripe.customers.del(customer)
    const again = await buyPack(ctx, { purchaseId, ...small })
    expect(again.url).not.toBe(first.url)
    await postForm(again.url)
    await reconcileOpenPurchases(0)
    const [row] = await system().select().from(purchases).where(eq(purchases.id, purchaseId))
    expect(row?.status).toBe('fulfilled')
  })

  it('R24: the billing page still opens, without invoices or a card', async () => {
    const { ctx, customer } = await subscribed()
    await local.stripe.customers.del(customer)
    expect((await listBillingRecords(ctx)).paymentMethod).toBeNull()
  })
})

describe('R19: ids from another mode', () => {
  it('R19: end the plan at the next reconciliation with a discrepancy, and the next checkout works', async () => {
    const { ctx, customer } = await subscribed()
    await inOtherMode(async () => {
      await reconcile(1)
      expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
        status: 'canceled',
        stripeCustomerId: null,
      })
      expect((await readAccount(ctx.workspaceId)).spendUntil).toBeLessThanOrEqual(Date.now())
      expect(await findingsOf(ctx)).toEqual(['lost-customer'])
      expect(await listBillingRecords(ctx)).toEqual({ records: [], hasMore: false, paymentMethod: null })
      expect(await ensureCustomer(ctx)).not.toBe(customer)
    })
    const stored = await system()
      .select()
      .from(formerCustomers)
      .where(eq(formerCustomers.workspaceId, ctx.workspaceId))
    expect(stored).toMatchObject([{ stripeCustomerId: customer, reason: 'unknown' }])
  })

  it('R19: restores the plan with the remaining credits when a wrong key is corrected', async () => {
    const { ctx, customer, subscription } = await subscribed()
    await inOtherMode(() => reconcile(1))
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ status: 'canceled' })
    await reconcile(1)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      status: 'active',
      stripeCustomerId: customer,
      stripeSubscriptionId: subscription,
    })
    expect(await left(ctx)).toBe(500)
    expect((await readAccount(ctx.workspaceId)).spendUntil).toBeNull()
    expect(await findingsOf(ctx)).toEqual([])
  })

  it('R24, R27: receipts and open purchases from the other mode do not fail or stay open', async () => {
    const { ctx } = await subscribed()
    const [paid, open] = [randomUUID(), randomUUID()]
    const { url } = await buyPack(ctx, { purchaseId: paid, ...small })
    await postForm(url)
    await reconcileOpenPurchases(0)
    await buyPack(ctx, { purchaseId: open, ...small })
    await inOtherMode(async () => {
      await expect(getReceiptUrl(ctx, paid)).rejects.toMatchObject({ code: 'not-found' })
      await reconcileOpenPurchases(0)
    })
    const [row] = await system().select().from(purchases).where(eq(purchases.id, open))
    expect(row?.status).toBe('expired')
  })
})

it('R30: a workspace with a customer on a test clock is not a discrepancy', async () => {
  const { data } = await local.stripe.prices.list({ lookup_keys: ['plan_starter_month'] })
  const clock = await local.stripe.testHelpers.testClocks.create({
    frozen_time: Math.floor(Date.now() / 1000),
  })
  const customer = await stripe().customers.create({ test_clock: clock.id })
  const subscription = await local.stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: data[0]?.id ?? '' }],
    default_payment_method: 'pm_card_visa',
  })
  const ctx = await makeSubscriber('starter', 500, {
    stripeCustomerId: customer.id,
    stripeSubscriptionId: subscription.id,
  })
  await reconcile(1)
  expect(await findingsOf(ctx)).toEqual([])
  expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
    status: 'active',
    stripeCustomerId: customer.id,
  })
  const [other] = await system().execute(sql`select 1 from billing_findings where stripe_id = ${customer.id}`)
  expect(other).toBeUndefined()
})
