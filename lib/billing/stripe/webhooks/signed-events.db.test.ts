import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { EVENT_VERSIONS } from '@market-trak/stripe-emulator/parts'
import { control, eventually, postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { subscriptions, webhookEvents } from '@/db/schema'
import { subscribe } from '@/lib/billing/checkout/subscribe/subscribe.ts'
import { makeSubscriber, setTestEnv, subscriptionOf } from '@/lib/billing/testing.ts'
import { startLocalStripe, stopLocalStripe } from '@/local/test/local-stripe'
import { answerWebhook } from './inbox.ts'

let local: TestStripe
let hook = ''

beforeAll(async () => {
  local = await startLocalStripe()
  hook = (await local.stripe.webhookEndpoints.list()).data[0]?.url ?? ''
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
const eventAbout = (type: string, object: object, over: object = {}) => ({
  id: `evt_${randomUUID().replaceAll('-', '')}`,
  object: 'event',
  type,
  data: { object },
  ...over,
})
async function ignored(event: { id: string }, reason: string) {
  expect((await sendEvent(event)).status).toBe(200)
  expect(await storedEvent(event.id)).toMatchObject({
    status: 'ignored',
    ignoredReason: reason,
    attempts: 0,
    nextAttemptAt: null,
  })
}

describe('R30: events that are not about our account', () => {
  const example = (name: string) =>
    JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'))

  it('R30: Connect events are recorded and ignored, even when they name a customer of ours', async () => {
    const ctx = await makeSubscriber('starter', 500, { stripeCustomerId: `cus_${randomUUID().slice(0, 8)}` })
    const { stripeCustomerId } = await subscriptionOf(ctx.workspaceId)
    await ignored(example('connect-event'), 'connect')
    const named = { id: 'sub_connected', customer: stripeCustomerId }
    await ignored(eventAbout('customer.subscription.deleted', named, { account: 'acct_1Other' }), 'connect')
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ status: 'active', stripeCustomerId })
  })

  it('R30: thin events are recorded and ignored', async () => {
    await ignored(example('thin-event'), 'thin-event')
    const ping = { id: 'evt_ping_1', object: 'v2.core.event', type: 'v2.core.event_destination.ping' }
    await ignored(ping, 'thin-event')
  })

  it('R30: events of unknown objects are recorded and not retried', async () => {
    const ctx = await makeSubscriber('starter', 500)
    await ignored(eventAbout('checkout.session.completed', { id: 'cs_test_gone' }), 'unknown-object')
    await ignored(eventAbout('charge.refunded', { id: 'ch_gone' }), 'unknown-object')
    await ignored(eventAbout('refund.updated', { id: 're_1', charge: 'ch_gone' }), 'unknown-object')
    await ignored(eventAbout('invoice.paid', { id: 'in_1', customer: 'cus_gone' }), 'unknown-object')
    await ignored(eventAbout('customer.deleted', { id: 'cus_gone' }), 'other-product')
    const live = eventAbout('checkout.session.completed', { id: 'cs_live_gone' }, { livemode: true })
    await ignored(live, 'other-mode')
    expect(await subscriptionOf(ctx.workspaceId)).toMatchObject({ status: 'active' })
  })

  it('R30: our events fail and are retried while Stripe is unavailable', async () => {
    await control(local.url, 'faults', { apiErrorShare: 1, apiErrorWhen: 'before' })
    const event = eventAbout('checkout.session.completed', { id: 'cs_test_later' })
    expect((await sendEvent(event)).status).toBe(503)
    await fetch(`${local.url}/_local/faults`, { method: 'DELETE' })
    expect(await storedEvent(event.id)).toMatchObject({ status: 'failed', ignoredReason: null })
  })
})

describe('R30: bodies', () => {
  const malformed = [
    'not json',
    '[]',
    'null',
    '{"object":"event"}',
    '{"id":"evt_1","object":"event","type":"invoice.paid"}',
    '{"id":"evt_1","object":"event","type":"invoice.paid","data":null}',
    '{"id":"evt_1","object":"event","type":"invoice.paid","data":{"object":"in_1"}}',
    '{"id":7,"object":"event","type":"invoice.paid","data":{"object":{}}}',
    '{"id":"evt_\\u0000","object":"event","type":"invoice.paid","data":{"object":{}}}',
    '{"object":"\\u0000"}\0',
  ]

  it('R30: a signed body that is not an event is recorded and refused with its own code', async () => {
    for (const body of malformed) {
      expect(await send(body), body).toMatchObject({ status: 400, body: { code: 'webhook.malformed' } })
      expect((await send(body)).status).toBe(400)
      const [newest] = await system()
        .select()
        .from(webhookEvents)
        .orderBy(desc(webhookEvents.receivedAt))
        .limit(1)
      expect(newest).toMatchObject({ type: 'malformed', status: 'ignored', ignoredReason: 'malformed' })
    }
    const recorded = await system().$count(webhookEvents, eq(webhookEvents.type, 'malformed'))
    expect(recorded).toBe(malformed.length)
  })

  it('R30: a wrong signature has its own code and stores nothing', async () => {
    const before = await system().$count(webhookEvents)
    for (const body of [...malformed, JSON.stringify(eventAbout('invoice.paid', {}))])
      expect(await send(body, 't=1,v1=00')).toMatchObject({
        status: 400,
        body: { code: 'webhook.signature' },
      })
    expect(await system().$count(webhookEvents)).toBe(before)
  })

  it('R30: text that the database cannot store does not make an event fail', async () => {
    const event = eventAbout('product.updated', { id: 'prod_1', name: 'a\0b\ud800c' })
    await ignored(event, 'not-handled')
    expect((await storedEvent(event.id))?.payload).toMatchObject({
      data: { object: { name: 'a\uFFFDb\uFFFDc' } },
    })
  })

  it('R30: an object without ids is ignored', async () => {
    for (const type of ['checkout.session.completed', 'invoice.paid', 'charge.refunded', 'customer.deleted'])
      await ignored(eventAbout(type, {}), 'other-product')
  })
})

it('R30: events of every API version are applied by their ids', async () => {
  const secrets = new Map<string, string>()
  for (const api_version of EVENT_VERSIONS) {
    const { secret } = await local.stripe.webhookEndpoints.create({
      url: hook,
      enabled_events: ['*'],
      api_version,
    })
    secrets.set(api_version, secret ?? '')
  }
  for (const version of EVENT_VERSIONS) {
    setTestEnv()
    const ctx = await makeSubscriber('trial', 100, { status: 'trialing' })
    local.received.length = 0
    const wanted = { planKey: 'starter', interval: 'month' as const, quotedPriceCents: 4_900 }
    const { url } = await subscribe(ctx, { requestId: randomUUID(), ...wanted })
    await postForm(url)
    const { stripeCustomerId: customer } = await subscriptionOf(ctx.workspaceId)
    const [charge] = (await local.stripe.charges.list({ customer: customer ?? '' })).data
    await local.stripe.refunds.create({ charge: charge?.id ?? '', amount: 100 })
    await local.stripe.customers.del(customer ?? '')
    const inVersion = () => local.received.filter(({ body }) => JSON.parse(body).api_version === version)
    await eventually(() => inVersion().some(({ body }) => body.includes('"customer.deleted"')))
    await eventually(() => inVersion().some(({ body }) => body.includes('"charge.refunded"')))
    const statuses = new Map<string, string | undefined>()
    for (const { body } of inVersion()) {
      const { id, type } = JSON.parse(body)
      await system().delete(webhookEvents).where(eq(webhookEvents.id, id))
      expect((await send(body)).status, `${version} ${type}`).toBe(200)
      statuses.set(type, (await storedEvent(id))?.status)
    }
    for (const type of [
      'checkout.session.completed',
      'customer.subscription.created',
      'invoice.paid',
      'charge.refunded',
      'customer.deleted',
    ])
      expect(statuses.get(type), `${version} ${type}`).toBe('applied')
    const [row] = await system()
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    expect(row).toMatchObject({ status: 'canceled', planKey: 'starter', stripeCustomerId: null })
  }
})
