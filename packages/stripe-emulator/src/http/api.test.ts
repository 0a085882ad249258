import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientFor, control, postForm, startTestStripe, type TestStripe } from '../testing'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.close())

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('it should have been refused'),
    (error: unknown) => error as Stripe.errors.StripeError,
  )

describe('R39: authentication', () => {
  it('is required, with Stripe’s error format', async () => {
    const answer = await fetch(`${local.url}/v1/customers`)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('request-id')).toMatch(/^req_/)
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
  })

  it('accepts only test keys', async () => {
    const live = new Stripe('sk_live_x', {
      host: '127.0.0.1',
      port: Number(new URL(local.url).port),
      protocol: 'http',
    })
    expect((await failure(live.customers.list())).type).toBe('StripeAuthenticationError')
  })
})

describe('R39: idempotency keys', () => {
  it('return the first response for the same request', async () => {
    const options = { idempotencyKey: 'key-1' }
    const first = await local.stripe.customers.create({ email: 'a@example.com' }, options)
    const again = await local.stripe.customers.create({ email: 'a@example.com' }, options)
    expect(again.id).toBe(first.id)
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect((await local.stripe.customers.list({ email: 'a@example.com' })).data).toHaveLength(1)
  })

  it('refuse another request under the same key', async () => {
    const options = { idempotencyKey: 'key-2' }
    await local.stripe.customers.create({ email: 'b@example.com' }, options)
    const error = await failure(local.stripe.customers.create({ email: 'c@example.com' }, options))
    expect(error).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
  })

  it('store nothing for a refused parameter but store a decline', async () => {
    const bad = { idempotencyKey: 'key-3' }
    await failure(
      local.stripe.customers.create({ invoice_settings: { default_payment_method: 'pm_none' } }, bad),
    )
    expect((await local.stripe.customers.create({ email: 'd@example.com' }, bad)).email).toBe('d@example.com')

    const pay = () =>
      local.stripe.paymentIntents.create(
        { amount: 1500, currency: 'usd', payment_method: 'pm_card_visa_chargeDeclined', confirm: true },
        { idempotencyKey: 'key-4' },
      )
    const first = await failure(pay())
    const again = await failure(pay())
    expect(first).toMatchObject({
      type: 'StripeCardError',
      code: 'card_declined',
      decline_code: 'generic_decline',
    })
    expect(again.payment_intent?.id).toBe(first.payment_intent?.id)
    expect(again.headers?.['idempotent-replayed']).toBe('true')
  })
})

describe('R39: errors', () => {
  it('name the missing parameter', async () => {
    expect(await failure(local.stripe.customers.retrieve('cus_none'))).toMatchObject({
      type: 'StripeInvalidRequestError',
      code: 'resource_missing',
      statusCode: 404,
      message: "No such customer: 'cus_none'",
      requestId: expect.stringMatching(/^req_/),
    })
  })

  it('refuse unsupported parameters', async () => {
    const params = { email: 'x@example.com', surprise: 'yes' } as Stripe.CustomerCreateParams
    expect(await failure(local.stripe.customers.create(params))).toMatchObject({
      code: 'parameter_unknown',
      param: 'surprise',
    })
    expect((await local.stripe.customers.list({ email: 'x@example.com' })).data).toHaveLength(0)
  })
})

describe('R39: lists', () => {
  it('page in both directions, newest first', async () => {
    const product = await local.stripe.products.create({ name: 'Paged' })
    const made: string[] = []
    for (let cents = 100; cents <= 500; cents += 100) {
      const price = await local.stripe.prices.create({
        product: product.id,
        unit_amount: cents,
        currency: 'usd',
      })
      made.unshift(price.id)
    }
    const list = (params: Stripe.PriceListParams) =>
      local.stripe.prices.list({ product: product.id, ...params })
    const first = await list({ limit: 2 })
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2))
    expect(first.has_more).toBe(true)
    const rest = await list({ limit: 3, starting_after: made[1] })
    expect(rest.data.map(({ id }) => id)).toEqual(made.slice(2))
    expect(rest.has_more).toBe(false)
    const back = await list({ limit: 2, ending_before: made[4] })
    expect(back.data.map(({ id }) => id)).toEqual(made.slice(2, 4))
    expect(back.has_more).toBe(true)
    const all: string[] = []
    for await (const { id } of list({ limit: 2 })) all.push(id)
    expect(all).toEqual(made)
  })

  it('filter by lookup keys, activity and time', async () => {
    const product = await local.stripe.products.create({ name: 'Keyed' })
    const start = { product: product.id, currency: 'usd', unit_amount: 100 }
    const old = await local.stripe.prices.create({ ...start, lookup_key: 'keyed' })
    await expect(local.stripe.prices.create({ ...start, lookup_key: 'keyed' })).rejects.toThrow(
      'already uses',
    )
    const next = await local.stripe.prices.create({
      ...start,
      lookup_key: 'keyed',
      transfer_lookup_key: true,
    })
    await local.stripe.prices.update(old.id, { active: false })
    const byKey = await local.stripe.prices.list({
      lookup_keys: ['keyed', 'other'],
      expand: ['data.product'],
    })
    expect(byKey.data).toMatchObject([{ id: next.id, product: { name: 'Keyed' } }])
    const active = await local.stripe.prices.list({ product: product.id, active: true })
    expect(active.data.map(({ id }) => id)).toEqual([next.id])
    const later = await local.stripe.prices.list({ product: product.id, created: { gt: next.created } })
    expect(later.data).toHaveLength(0)
  })

  it('name a property that cannot be expanded', async () => {
    const error = await failure(local.stripe.customers.list({ expand: ['invoice_settings'] }))
    expect(error.message).toContain('cannot be expanded')
  })
})

describe('R39: faults', () => {
  it('fail before or after processing, and the SDK recovers with its idempotency key', async () => {
    const retrying = clientFor(Number(new URL(local.url).port), { maxNetworkRetries: 3 })
    await control(local.url, 'faults', { seed: 7, apiErrorShare: 0.5, apiErrorWhen: 'after' })
    for (let n = 0; n < 6; n++) await retrying.customers.create({ email: `fault${n}@example.com` })
    const { counts } = await control(local.url, 'faults')
    await control(local.url, 'faults', { apiErrorShare: 0, apiErrorWhen: 'before' })
    expect((counts as { apiError: number }).apiError).toBeGreaterThan(0)
    for (let n = 0; n < 6; n++)
      expect((await local.stripe.customers.list({ email: `fault${n}@example.com` })).data).toHaveLength(1)
  }, 20_000)

  it('withhold a response after processing', async () => {
    const hasty = clientFor(Number(new URL(local.url).port), { timeout: 150 })
    await control(local.url, 'faults', { apiTimeoutShare: 1, apiTimeoutMs: 1_000 })
    const options = { idempotencyKey: 'slow' }
    expect(await failure(hasty.customers.create({ email: 'slow@example.com' }, options))).toMatchObject({
      type: 'StripeConnectionError',
    })
    await control(local.url, 'faults', { apiTimeoutShare: 0 })
    const again = await hasty.customers.create({ email: 'slow@example.com' }, options)
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
  })

  it('decline every card', async () => {
    const session = await local.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 1500, product_data: { name: 'Pack' } }, quantity: 1 },
      ],
      success_url: 'http://localhost:3000/',
    })
    await control(local.url, 'faults', { declineShare: 1 })
    expect((await postForm(session.url ?? '')).status).toBe(402)
    await control(local.url, 'faults', { declineShare: 0 })
    expect((await postForm(session.url ?? '')).status).toBe(303)
  })

  it('are validated', async () => {
    const { error } = await control(local.url, 'faults', { declineShare: 2 })
    expect(error).toBeDefined()
  })
})
