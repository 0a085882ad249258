import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, startTestStripe, type TestStripe } from '../testing'
import { EVENT_VERSIONS } from '../webhooks/versions'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.close())

async function subscribedCustomer(testClock?: string) {
  const { stripe } = local
  const product = await stripe.products.create({ name: 'Plan' })
  const price = await stripe.prices.create({
    product: product.id,
    unit_amount: 900,
    currency: 'usd',
    recurring: { interval: 'month' },
  })
  const customer = await stripe.customers.create(testClock ? { test_clock: testClock } : {})
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    default_payment_method: 'pm_card_visa',
  })
  return { customer: customer.id, subscription: subscription.id }
}

describe('R39: a deleted customer', () => {
  it('is returned with deleted: true, keeps its canceled subscriptions, and can’t be changed', async () => {
    const { customer, subscription } = await subscribedCustomer()
    await local.stripe.customers.del(customer)
    const answer = await local.stripe.customers.retrieve(customer)
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ id: customer, object: 'customer', deleted: true })
    const { data } = await local.stripe.subscriptions.list({ customer, status: 'all' })
    expect(data).toMatchObject([{ id: subscription, status: 'canceled' }])
    const missing = { code: 'resource_missing', message: expect.stringContaining(`'${customer}'`) }
    await expect(local.stripe.customers.update(customer, { name: 'New' })).rejects.toMatchObject(missing)
    await expect(local.stripe.billingPortal.sessions.create({ customer })).rejects.toMatchObject(missing)
  })

  it('differs from an unknown customer', async () => {
    const missing = { code: 'resource_missing', param: 'customer' }
    await expect(local.stripe.subscriptions.list({ customer: 'cus_none' })).rejects.toMatchObject(missing)
    await expect(local.stripe.invoices.list({ customer: 'cus_none' })).rejects.toMatchObject(missing)
  })
})

it('R39: objects on a test clock are only listed for their clock or customer', async () => {
  const clock = await local.stripe.testHelpers.testClocks.create({
    frozen_time: Math.floor(Date.now() / 1000),
  })
  const { customer, subscription } = await subscribedCustomer(clock.id)
  const ids = async (query: object) => (await local.stripe.subscriptions.list(query)).data.map(({ id }) => id)
  expect(await ids({})).not.toContain(subscription)
  expect(await ids({ customer })).toEqual([subscription])
  expect(await ids({ test_clock: clock.id })).toEqual([subscription])
  expect((await local.stripe.customers.list()).data.map(({ id }) => id)).not.toContain(customer)
})

it('R39: each endpoint gets events in the API version it was created with', async () => {
  const { data } = await local.stripe.webhookEndpoints.list()
  for (const api_version of EVENT_VERSIONS.slice(0, -1))
    await local.stripe.webhookEndpoints.create({
      url: data[0]?.url ?? '',
      enabled_events: ['*'],
      api_version,
    })
  local.received.length = 0
  const { subscription } = await subscribedCustomer()
  const created = () =>
    local.received
      .map(({ body }) => JSON.parse(body))
      .filter(({ type }) => type === 'customer.subscription.created')
  await eventually(() => created().length === EVENT_VERSIONS.length)
  for (const version of EVENT_VERSIONS) {
    const [event] = created().filter(({ api_version }) => api_version === version)
    const isOld = version < '2025-03-31'
    expect(event.data.object.id).toBe(subscription)
    expect('current_period_end' in event.data.object, version).toBe(isOld)
    expect('current_period_end' in event.data.object.items.data[0], version).toBe(!isOld)
  }
  const acacia = await eventually(() =>
    local.received
      .map(({ body }) => JSON.parse(body))
      .find(({ type, api_version }) => type === 'invoice.paid' && api_version === '2024-09-30.acacia'),
  )
  expect(acacia.data.object).toMatchObject({ subscription, paid: true })
})
