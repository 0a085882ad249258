import { randomUUID } from 'node:crypto'
import { control, eventually, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { webhookEvents } from '@/db/schema'
import { buyPack } from '@/lib/billing/checkout/buy-pack.ts'
import { subscribe } from '@/lib/billing/checkout/subscribe/subscribe.ts'
import { openDiscrepancies } from '@/lib/billing/payments/discrepancies.ts'
import { makeSubscriber, subscriptionOf } from '@/lib/billing/testing.ts'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { reconcile } from '../reconcile/reconcile.ts'
import { stampOf } from '../stamp.ts'
import { answerWebhook } from './inbox.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(() => stopLocalStripe(local))

/** Sends an event to our endpoint as Stripe does; returns the response and what was stored. */
function send(body: string, signature?: string) {
  const header =
    signature ?? local.stripe.webhooks.generateTestHeaderString({ payload: body, secret: local.secret })
  return answerWebhook(body, header)
}
const sendEvent = (event: object) => send(JSON.stringify(event))
const storedEvent = async (id: string) =>
  (await system().select().from(webhookEvents).where(eq(webhookEvents.id, id)))[0]
const eventAbout = (type: string, object: object) => ({
  id: `evt_${randomUUID().replaceAll('-', '')}`,
  object: 'event',
  type,
  data: { object },
})
const findingsAbout = async (ids: readonly string[]) =>
  (await openDiscrepancies()).filter(({ stripeId }) => ids.includes(stripeId))

/** Another product in the same account, with metadata similar to ours. */
async function otherProduct(metadata: Record<string, string>) {
  const { stripe } = local
  const product = await stripe.products.create({ name: 'Another product' })
  const price = await stripe.prices.create({
    product: product.id,
    unit_amount: 1_900,
    currency: 'usd',
    recurring: { interval: 'month' },
  })
  const customer = await stripe.customers.create({ email: 'stranger@example.com', metadata })
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    line_items: [{ price: price.id, quantity: 1 }],
    metadata,
    subscription_data: { metadata },
    success_url: 'https://other.example.com/',
  })
  await postForm(session.url ?? '')
  const single = await stripe.checkout.sessions.create({
    mode: 'payment',
    customer: customer.id,
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 1_500, product_data: { name: 'Poster' } }, quantity: 1 },
    ],
    metadata,
    payment_intent_data: { metadata },
    success_url: 'https://other.example.com/',
  })
  await postForm(single.url ?? '')
  const [charge] = (await stripe.charges.list({ customer: customer.id })).data
  await stripe.refunds.create({ charge: charge?.id ?? '', amount: 500 })
  const [, disputed] = (await stripe.charges.list({ customer: customer.id })).data
  await control(local.url, 'disputes', { charge: disputed?.id })
  await stripe.customers.del(customer.id)
  return { customer: customer.id, session: session.id, single: single.id, charge: charge?.id ?? '' }
}

describe('R30: another product in the same Stripe account', () => {
  it.each([
    ['no metadata', () => ({})],
    ['a workspace_id of ours', (id: number) => ({ workspace_id: String(id) })],
    ['ids as we once wrote them', (id: number) => ({ workspace_id: String(id), purchase_id: randomUUID() })],
    [
      'our key with a foreign tag',
      (id: number) => ({
        market_trak_workspace: String(id),
        market_trak_tag: stampOf(id + 1).market_trak_tag,
      }),
    ],
  ])('R30: with %s, gets 200, is recorded as ignored, and leaves no discrepancy', async (_, metadataOf) => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    local.received.length = 0
    const theirs = await otherProduct(metadataOf(ctx.workspaceId))
    await eventually(() => local.received.some(({ body }) => body.includes('"customer.deleted"')))
    await eventually(() => local.received.some(({ body }) => body.includes('funds_withdrawn')))
    const types = new Set<string>()
    for (const { body, signature } of local.received) {
      expect((await send(body, signature)).status).toBe(200)
      const { id, type } = JSON.parse(body)
      types.add(type)
      expect((await storedEvent(id))?.status, type).toBe('ignored')
    }
    for (const type of [
      'checkout.session.completed',
      'customer.subscription.created',
      'customer.subscription.deleted',
      'customer.deleted',
      'invoice.paid',
      'charge.refunded',
      'charge.dispute.created',
    ])
      expect(types).toContain(type)
    await reconcile(1)
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({
      status: 'trialing',
      stripeCustomerId: null,
      stripeSubscriptionId: null,
    })
    expect(await findingsAbout(Object.values(theirs))).toEqual([])
  })

  it('R30: our customer’s subscription to another product is not a plan', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const wanted = { planKey: 'starter', interval: 'month' as const, quotedPriceCents: 4_900 }
    const { url } = await subscribe(ctx, { requestId: randomUUID(), ...wanted })
    await postForm(url)
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    const product = await local.stripe.products.create({ name: 'Another product' })
    const recurring = { interval: 'month' as const }
    const price = await local.stripe.prices.create({
      product: product.id,
      unit_amount: 900,
      currency: 'usd',
      recurring,
    })
    const other = await local.stripe.subscriptions.create({ customer, items: [{ price: price.id }] })
    const event = eventAbout('customer.subscription.created', { id: other.id, customer })
    expect((await sendEvent(event)).status).toBe(200)
    await reconcile(1)
    expect(await storedEvent(event.id)).toMatchObject({ status: 'applied', workspaceId: ctx.workspaceId })
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ status: 'active', planKey: 'starter' })
    expect(await findingsAbout([other.id, customer])).toEqual([])
  })

  it('R29: a price with our lookup key is neither sold nor taken over', async () => {
    const { stripe } = local
    const product = await stripe.products.create({ name: 'Another product' })
    const recurring = { interval: 'month' as const }
    const theirs = { product: product.id, currency: 'usd', recurring, lookup_key: 'plan_agency_month' }
    const price = await stripe.prices.create({ ...theirs, unit_amount: 9_900 })
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const wanted = { planKey: 'agency', interval: 'month' as const, quotedPriceCents: 9_900 }
    for (const requestId of [randomUUID(), randomUUID()]) await subscribe(ctx, { requestId, ...wanted })
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    const [session] = (await stripe.checkout.sessions.list({ customer })).data
    const { data } = await stripe.checkout.sessions.listLineItems(session?.id ?? '')
    expect(data[0]?.price?.id).not.toBe(price.id)
    expect(data[0]?.price).toMatchObject({ unit_amount: 9_900, metadata: { plan_key: 'agency' } })
    expect(await stripe.prices.retrieve(price.id)).toMatchObject({ lookup_key: 'plan_agency_month' })
    const ours = await stripe.prices.list({ lookup_keys: ['market_trak_plan_agency_month'] })
    expect(ours.data).toHaveLength(1)
  })

  it('R28: an open checkout for our customer stays open when the customer subscribes', async () => {
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    const wanted = { planKey: 'starter', interval: 'month' as const, quotedPriceCents: 4_900 }
    await subscribe(ctx, { requestId: randomUUID(), ...wanted })
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    const product = await local.stripe.products.create({ name: 'Another product' })
    const recurring = { interval: 'month' as const }
    const price = await local.stripe.prices.create({
      product: product.id,
      unit_amount: 900,
      currency: 'usd',
      recurring,
    })
    const theirs = await local.stripe.checkout.sessions.create({
      mode: 'subscription',
      customer,
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: 'https://other.example.com/',
    })
    await subscribe(ctx, { requestId: randomUUID(), ...wanted })
    const { data } = await local.stripe.checkout.sessions.list({ customer, status: 'open' })
    expect(data.map(({ id }) => id)).toContain(theirs.id)
    expect(data).toHaveLength(2)
  })

  it('R27: a customer’s payment without a purchase is a discrepancy and does not block the endpoint', async () => {
    const ctx = await makeSubscriber('growth', 0)
    await buyPack(ctx, {
      purchaseId: randomUUID(),
      packKey: 'small',
      quantity: 1,
      quotedPriceCents: 1_500,
      quotedCredits: 100,
    })
    const customer = (await subscriptionOf(ctx.workspaceId)).stripeCustomerId ?? ''
    const session = await local.stripe.checkout.sessions.create({
      mode: 'payment',
      customer,
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 2_500, product_data: { name: 'Link' } }, quantity: 1 },
      ],
      success_url: 'http://localhost:3000/',
    })
    await postForm(session.url ?? '')
    expect((await sendEvent(eventAbout('checkout.session.completed', { id: session.id }))).status).toBe(200)
    expect(await findingsAbout([session.id])).toMatchObject([
      { kind: 'unmatched-payment', workspaceId: ctx.workspaceId },
    ])
  })
})
