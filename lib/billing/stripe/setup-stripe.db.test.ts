import { startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { seedCatalog } from '@/db/reference/catalog'
import { setTestEnv } from '../testing.ts'
import { setUpStripe } from './setup-stripe.ts'
import { handledEvents } from './webhooks/apply.ts'

let local: TestStripe

beforeAll(async () => {
  local = await startTestStripe()
  setTestEnv({ STRIPE_API_BASE: local.url, APP_URL: 'https://app.agency.localhost' })
  await seedCatalog(system())
})
afterAll(async () => {
  await disconnect()
  await local.close()
})

const everything = async () => ({
  prices: (await local.stripe.prices.list({ limit: 100 })).data.map(({ id }) => id),
  products: (await local.stripe.products.list({ limit: 100 })).data.length,
  portals: (await local.stripe.billingPortal.configurations.list({ limit: 100 })).data.map(({ id }) => id),
  endpoints: (await local.stripe.webhookEndpoints.list()).data.map(({ id }) => id),
})

it('setUpStripe prepares a new account and is idempotent', async () => {
  const before = await everything()
  expect(before.prices).toEqual([])
  const first = await setUpStripe()
  expect(first).toMatchObject({
    prices: 13,
    endpoint: { url: 'https://app.agency.localhost/api/stripe/webhook' },
  })
  expect(first.endpoint.secret).toMatch(/^whsec_/)
  const made = await everything()
  expect(made).toMatchObject({ products: 8 })
  expect(made.prices).toHaveLength(13)
  const second = await setUpStripe()
  expect(second).toEqual({ ...first, endpoint: { ...first.endpoint, secret: null } })
  expect(await everything()).toEqual(made)
})

it('setUpStripe adds new events to an existing endpoint', async () => {
  const { endpoint } = await setUpStripe()
  await local.stripe.webhookEndpoints.update(endpoint.id, { enabled_events: ['invoice.paid'] })
  await setUpStripe()
  const { enabled_events } = await local.stripe.webhookEndpoints.retrieve(endpoint.id)
  expect(enabled_events.toSorted()).toEqual([...handledEvents].toSorted())
})
