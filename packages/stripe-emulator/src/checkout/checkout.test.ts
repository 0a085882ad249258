import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, GOOD_CARD, postForm, startTestStripe, type TestStripe } from '../testing'

let local: TestStripe
let packPrice: string
let planPrice: string

beforeAll(async () => {
  local = await startTestStripe()
  const pack = await local.stripe.products.create({ name: '100 credits' })
  const plan = await local.stripe.products.create({ name: 'Growth' })
  packPrice = (
    await local.stripe.prices.create({
      product: pack.id,
      unit_amount: 1500,
      currency: 'usd',
      lookup_key: 'pack_100',
    })
  ).id
  planPrice = (
    await local.stripe.prices.create({
      product: plan.id,
      unit_amount: 14900,
      currency: 'usd',
      recurring: { interval: 'month' },
      lookup_key: 'growth_month',
    })
  ).id
})
afterAll(() => local.close())

const URLS = {
  success_url: 'http://localhost:3000/back?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://localhost:3000/billing',
}

const packSession = (more: object = {}) =>
  local.stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price: packPrice, quantity: 1 }],
    client_reference_id: 'workspace_1',
    metadata: { pack: '100' },
    payment_intent_data: { metadata: { pack: '100' } },
    ...URLS,
    ...more,
  })

const eventTypes = () => local.received.map(({ body }) => JSON.parse(body).type as string)

describe('R39: a payment checkout', () => {
  it('shows the items and has accessible labels', async () => {
    const session = await packSession()
    const page = await (await fetch(session.url ?? '')).text()
    expect(page).toContain('100 credits')
    expect(page).toContain('>Pay $15.00</button>')
    expect(page).toContain('TEST MODE')
    for (const label of ['Email', 'Card number', 'Expiration', 'CVC', 'Cardholder name'])
      expect(page).toMatch(new RegExp(`<label for="\\w+">${label}</label>`))
  })

  it('is paid once, sends signed webhooks, and redirects back', async () => {
    const session = await packSession()
    expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 1500 })
    const answer = await postForm(session.url ?? '')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`http://localhost:3000/back?session=${session.id}`)
    const again = await postForm(session.url ?? '')
    expect(again.status).toBe(303)

    const paid = await local.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['line_items', 'payment_intent.latest_charge.balance_transaction'],
    })
    expect(paid).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      client_reference_id: 'workspace_1',
      customer_details: { email: 'buyer@example.com' },
      line_items: { data: [{ quantity: 1, amount_total: 1500, price: { lookup_key: 'pack_100' } }] },
      payment_intent: {
        status: 'succeeded',
        amount_received: 1500,
        metadata: { pack: '100' },
        latest_charge: { paid: true, balance_transaction: { amount: 1500, fee: 74, net: 1426 } },
      },
    })
    const intents = await local.stripe.charges.list({
      payment_intent: (paid.payment_intent as { id: string }).id,
    })
    expect(intents.data).toHaveLength(1)

    const delivery = await eventually(() =>
      local.received.find(
        ({ body }) => body.includes('checkout.session.completed') && body.includes(session.id),
      ),
    )
    const event = local.stripe.webhooks.constructEvent(delivery.body, delivery.signature, local.secret)
    expect(event).toMatchObject({ type: 'checkout.session.completed', api_version: '2026-10-28.endive' })
    expect(eventTypes()).toEqual(expect.arrayContaining(['charge.succeeded', 'payment_intent.succeeded']))
    expect(() =>
      local.stripe.webhooks.constructEvent(delivery.body, delivery.signature, 'whsec_other'),
    ).toThrow()
  })

  it.each([
    ['4000000000000002', 'Your card was declined.', 'generic_decline'],
    ['4000000000009995', 'Your card has insufficient funds.', 'insufficient_funds'],
  ])(
    'a card that declines (%s) leaves the session open for another card',
    async (cardNumber, message, code) => {
      const session = await packSession()
      const answer = await postForm(session.url ?? '', { cardNumber })
      expect(answer.status).toBe(402)
      expect(await answer.text()).toContain(message)
      const open = await local.stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
      expect(open).toMatchObject({
        status: 'open',
        payment_intent: { status: 'requires_payment_method', last_payment_error: { decline_code: code } },
      })
      expect((await postForm(session.url ?? '')).status).toBe(303)
      const paid = await local.stripe.checkout.sessions.retrieve(session.id)
      expect(paid.payment_intent).toBe((open.payment_intent as { id: string }).id)
    },
  )

  it.each([
    [{ cardNumber: '4242424242424241' }, 'Your card number is invalid.'],
    [{ cardNumber: '' }, 'Your card number is incomplete.'],
    [{ cardExpiry: '01 / 20' }, 'expiration date is in the past'],
    [{ cardExpiry: '13 / 30' }, 'expiration date is incomplete'],
    [{ cardCvc: '12' }, 'security code is incomplete'],
    [{ email: 'nobody' }, 'Your email is invalid.'],
    [{ postalCode: '' }, 'Your postal code is required.'],
  ])('names the field that is wrong: %j', async (fields, message) => {
    const session = await packSession()
    const answer = await postForm(session.url ?? '', fields)
    expect(answer.status).toBe(422)
    const page = (await answer.text()).replaceAll('&#39;', "'")
    expect(page).toContain('role="alert"')
    expect(page).toContain(message)
  })

  it('refuses a number that could be a real card', async () => {
    const session = await packSession()
    const answer = await postForm(session.url ?? '', { cardNumber: '4539578763621486' })
    expect(answer.status).toBe(402)
    expect(await answer.text()).toContain('non test card')
  })

  it.each(['4000002500003155', '4000002760003184'])(
    'sends %s to the bank and takes its answer',
    async (cardNumber) => {
      const session = await packSession()
      const sent = await postForm(session.url ?? '', { cardNumber })
      const bankPage = new URL(sent.headers.get('location') ?? '', local.url).href
      expect(await (await fetch(bankPage)).text()).toContain('Confirm your payment of $15.00')
      const failed = await postForm(bankPage, { answer: 'fail' })
      expect(failed.headers.get('location')).toBe(`/c/pay/${session.id}?refused=authentication`)
      expect((await local.stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
      const done = await postForm(bankPage, { answer: 'complete' })
      expect(done.headers.get('location')).toContain(session.id)
      expect((await local.stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid')
    },
  )

  it('shows a message when it has expired', async () => {
    const session = await packSession()
    await local.stripe.checkout.sessions.expire(session.id)
    const answer = await fetch(`${local.url}/c/pay/${session.id}`)
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('This page has expired')
    expect((await postForm(`${local.url}/c/pay/${session.id}`)).status).toBe(410)
    await expect(local.stripe.checkout.sessions.expire(session.id)).rejects.toThrow('can be expired')
  })

  it('creates inline prices', async () => {
    const session = await packSession({
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 700, product_data: { name: 'Odd lot' } }, quantity: 3 },
      ],
    })
    const items = await local.stripe.checkout.sessions.listLineItems(session.id)
    expect(items.data).toMatchObject([{ description: 'Odd lot', quantity: 3, amount_total: 2100 }])
  })

  it('refuses a recurring price', async () => {
    await expect(packSession({ line_items: [{ price: planPrice }] })).rejects.toThrow(
      '`payment` mode but passed a recurring',
    )
  })
})

describe('R39: a subscription checkout', () => {
  it('starts the subscription with a paid invoice and sends an event for each step', async () => {
    const customer = await local.stripe.customers.create({ email: 'owner@example.com' })
    const session = await local.stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price: planPrice, quantity: 1 }],
      subscription_data: { metadata: { workspace: 'w1' } },
      ...URLS,
    })
    expect(await (await fetch(session.url ?? '')).text()).toContain('>Subscribe</button>')
    expect((await postForm(session.url ?? '', { cardNumber: '4000000000000002' })).status).toBe(402)
    expect((await local.stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(0)
    expect((await postForm(session.url ?? '', { cardNumber: GOOD_CARD })).status).toBe(303)

    const done = await local.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['subscription.latest_invoice.payments', 'subscription.default_payment_method'],
    })
    expect(done).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      subscription: {
        status: 'active',
        metadata: { workspace: 'w1' },
        default_payment_method: { card: { last4: '4242' } },
        latest_invoice: { status: 'paid', amount_paid: 14900, payments: { data: [{ status: 'paid' }] } },
      },
    })
    const listed = await local.stripe.subscriptions.list({ customer: customer.id, expand: ['data.customer'] })
    expect(listed.data).toMatchObject([{ customer: { email: 'owner@example.com' } }])
    await eventually(() => eventTypes().includes('invoice.payment_succeeded'))
    expect(eventTypes()).toEqual(
      expect.arrayContaining([
        'customer.subscription.created',
        'invoice.created',
        'invoice.finalized',
        'invoice.paid',
        'invoice.payment_succeeded',
        'checkout.session.completed',
      ]),
    )
  })

  it('starts with a trial if requested', async () => {
    const session = await local.stripe.checkout.sessions.create({
      mode: 'subscription',
      line_items: [{ price: planPrice, quantity: 1 }],
      subscription_data: { trial_period_days: 14 },
      ...URLS,
    })
    await postForm(session.url ?? '')
    const done = await local.stripe.checkout.sessions.retrieve(session.id, {
      expand: ['subscription', 'customer'],
    })
    expect(done).toMatchObject({
      payment_status: 'no_payment_required',
      subscription: { status: 'trialing' },
      customer: { email: 'buyer@example.com', name: 'Avery Buyer' },
    })
  })
})

it('a setup checkout saves a card', async () => {
  const customer = await local.stripe.customers.create({ email: 'card@example.com' })
  const session = await local.stripe.checkout.sessions.create({
    mode: 'setup',
    customer: customer.id,
    currency: 'usd',
    ...URLS,
  })
  expect((await postForm(session.url ?? '')).status).toBe(303)
  const done = await local.stripe.checkout.sessions.retrieve(session.id, {
    expand: ['setup_intent.payment_method'],
  })
  expect(done).toMatchObject({
    setup_intent: { status: 'succeeded', payment_method: { customer: customer.id } },
  })
})
