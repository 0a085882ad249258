import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { control, eventually, startTestStripe, type TestStripe } from '../testing'

let local: TestStripe
beforeEach(async () => {
  local = await startTestStripe()
})
afterEach(() => local.close())

const eventIds = () => local.received.map(({ body }) => JSON.parse(body).id as string)

describe('R39: deliveries', () => {
  it('are retried until the receiver accepts them', async () => {
    local.receiver.status = 500
    await local.stripe.customers.create({ email: 'a@example.com' })
    await eventually(() => local.received.length >= 1)
    local.receiver.status = 200
    await eventually(() => local.received.length >= 2)
    expect(new Set(eventIds()).size).toBe(1)
    const delivered = await eventually(() => local.received.length >= 2 && control(local.url, 'deliveries'))
    expect((await delivered).data).toMatchObject([{ attempts: 2, type: 'customer.created' }])
  })

  it('are queued while webhooks are off, and survive a restart', async () => {
    await control(local.url, 'faults', { webhooks: 'off' })
    const customer = await local.stripe.customers.create({ email: 'b@example.com' })
    await local.restart()
    expect((await local.stripe.customers.retrieve(customer.id)).id).toBe(customer.id)
    expect(local.received).toHaveLength(0)
    await control(local.url, 'faults', { webhooks: 'on' })
    await eventually(() => local.received.length === 1)
    const [event] = (await local.stripe.events.list()).data
    expect(eventIds()).toEqual([event?.id])
  })

  it('can be lost and duplicated, deterministically per seed', async () => {
    const run = async () => {
      await control(local.url, 'faults', { seed: 42, webhookLostShare: 0.3, webhookDoubledShare: 0.3 })
      for (let n = 0; n < 30; n++) await local.stripe.customers.create({ email: `n${n}@example.com` })
      return (await control(local.url, 'faults')).counts as Record<string, number>
    }
    const first = await run()
    expect(first.webhookLost).toBeGreaterThan(0)
    expect(first.webhookDoubled).toBeGreaterThan(0)
    expect(await run()).toEqual(first)
    const sent = 60 + 2 * ((first.webhookDoubled ?? 0) - (first.webhookLost ?? 0))
    await eventually(() => local.received.length === sent)
  })

  it('can come late and out of order', async () => {
    await control(local.url, 'faults', {
      webhookDelayMs: 50,
      webhookReorderedShare: 0.5,
      webhookReorderWindowMs: 400,
    })
    const made: string[] = []
    for (let n = 0; n < 8; n++)
      made.push((await local.stripe.customers.create({ email: `o${n}@example.com` })).id)
    await eventually(() => local.received.length === 8)
    const order = local.received.map(({ body }) => JSON.parse(body).data.object.id as string)
    expect([...order].sort()).toEqual([...made].sort())
    expect(order).not.toEqual(made)
  })
})

describe('R39: endpoints', () => {
  it('receive their enabled events, signed with their own secret', async () => {
    const [start] = (await local.stripe.webhookEndpoints.list()).data
    const endpoint = await local.stripe.webhookEndpoints.create({
      url: start?.url ?? '',
      enabled_events: ['product.created'],
    })
    await local.stripe.customers.create({ email: 'c@example.com' })
    await local.stripe.products.create({ name: 'Sent twice' })
    await eventually(() => local.received.length === 3)
    const own = local.received.filter(({ body, signature }) => {
      try {
        local.stripe.webhooks.constructEvent(body, signature, endpoint.secret ?? '')
        return true
      } catch {
        return false
      }
    })
    expect(own.map(({ body }) => JSON.parse(body).type)).toEqual(['product.created'])
    await local.stripe.webhookEndpoints.del(endpoint.id)
    expect((await local.stripe.webhookEndpoints.list()).data).toHaveLength(1)
  })

  it('sign with the old and the new secret after a roll', async () => {
    await control(local.url, 'webhook_endpoints/start/roll', { secret: 'whsec_next' })
    await local.stripe.customers.create({ email: 'd@example.com' })
    const { body, signature } = await eventually(() => local.received[0])
    for (const secret of ['whsec_next', local.secret])
      expect(local.stripe.webhooks.constructEvent(body, signature, secret).type).toBe('customer.created')
  })

  it('can be sent an event again', async () => {
    await local.stripe.customers.create({ email: 'e@example.com' })
    await eventually(() => local.received.length === 1)
    const [event] = (await local.stripe.events.list({ type: 'customer.created' })).data
    await control(local.url, `events/${event?.id}/resend`, {})
    await eventually(() => local.received.length === 2)
  })
})
