import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postForm, startTestStripe, type TestStripe } from '../testing'

let local: TestStripe
let stripe: Stripe
let starter: Stripe.Price
let growth: Stripe.Price

beforeAll(async () => {
  local = await startTestStripe()
  stripe = local.stripe
  const plan = async (name: string, cents: number) =>
    stripe.prices.create({
      product: (await stripe.products.create({ name })).id,
      unit_amount: cents,
      currency: 'usd',
      recurring: { interval: 'month' },
    })
  starter = await plan('Starter', 4900)
  growth = await plan('Growth', 14900)
})
afterAll(() => local.close())

async function subscriber(price: Stripe.Price, more: Partial<Stripe.BillingPortal.SessionCreateParams> = {}) {
  const customer = await stripe.customers.create({ email: 'owner@example.com' })
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    default_payment_method: 'pm_card_visa',
  })
  const session = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: 'http://localhost:3000/billing',
    ...more,
  })
  const at = `${session.url}/subscriptions/${subscription.id}`
  const reload = () =>
    stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice', 'default_payment_method'] })
  return { customer, subscription, session, at, reload }
}

const text = async (url: string) => (await fetch(url)).text()

describe('R39: the portal', () => {
  it('shows plan, card and invoices of its customer', async () => {
    const { session } = await subscriber(growth)
    const page = await text(session.url)
    for (const shown of [
      'Growth',
      '$149.00 per month',
      'Visa ending in 4242',
      'Invoice history',
      'http://localhost:3000/billing',
    ])
      expect(page).toContain(shown)
  })

  it('shows the cost of an upgrade and charges exactly that', async () => {
    const { at, reload } = await subscriber(starter)
    expect(await text(`${at}/update`)).toContain('Growth')
    const confirm = await text(`${at}/update?price=${growth.id}`)
    expect(confirm).toContain('Amount due today')
    expect(confirm).toContain('$100.00')
    expect((await postForm(`${at}/update`, { price: growth.id })).status).toBe(303)
    expect(await reload()).toMatchObject({
      items: { data: [{ price: { id: growth.id } }] },
      latest_invoice: { status: 'paid', amount_paid: 10000 },
    })
  })

  it('defers a downgrade to the end of the period if configured', async () => {
    const configuration = await stripe.billingPortal.configurations.create({
      features: {
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price'],
          products: [
            { product: starter.product as string, prices: [starter.id] },
            { product: growth.product as string, prices: [growth.id] },
          ],
          proration_behavior: 'always_invoice',
          schedule_at_period_end: { conditions: [{ type: 'decreasing_item_amount' }] },
        },
      },
    })
    const { at, session, reload } = await subscriber(growth, { configuration: configuration.id })
    expect(await text(`${at}/update?price=${starter.id}`)).toContain('The new plan starts on')
    await postForm(`${at}/update`, { price: starter.id })
    const waiting = await reload()
    expect(waiting).toMatchObject({
      items: { data: [{ price: { id: growth.id } }] },
      schedule: expect.any(String),
    })
    expect(await text(session.url)).toContain('Your plan changes to Starter')
    await postForm(`${at}/keep`)
    expect((await reload()).schedule).toBeNull()
  })

  it('cancels at the end of the period, and undoes it', async () => {
    const { at, session, reload } = await subscriber(growth)
    expect(await text(`${at}/cancel`)).toContain('until the end of your billing period')
    await postForm(`${at}/cancel`)
    expect((await reload()).cancel_at_period_end).toBe(true)
    expect(await text(session.url)).toContain('will be canceled on')
    await postForm(`${at}/keep`)
    expect((await reload()).cancel_at_period_end).toBe(false)
  })

  it('changes the card', async () => {
    const { session, reload } = await subscriber(growth)
    expect((await postForm(`${session.url}/card`, { cardNumber: '4000000000000002' })).status).toBe(402)
    expect((await postForm(`${session.url}/card`, { cardNumber: '5555555555554444' })).status).toBe(303)
    expect((await reload()).default_payment_method).toMatchObject({
      card: { brand: 'mastercard', last4: '4444' },
    })
  })

  it('opens a flow directly and returns to its URL', async () => {
    const { subscription, customer, at, reload } = await subscriber(growth)
    const flow = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      flow_data: {
        type: 'subscription_cancel',
        subscription_cancel: { subscription: subscription.id },
        after_completion: { type: 'redirect', redirect: { return_url: 'http://localhost:3000/ended' } },
      },
    })
    expect(await text(flow.url)).toContain('Cancel your plan')
    const done = await postForm(`${flow.url}/subscriptions/${subscription.id}/cancel`)
    expect(done.headers.get('location')).toBe('http://localhost:3000/ended')
    expect((await reload()).cancel_at_period_end).toBe(true)
    expect(at).toContain(subscription.id)
  })

  it('does not open another customer’s subscription', async () => {
    const mine = await subscriber(growth)
    const other = await subscriber(growth)
    const answer = await postForm(`${mine.session.url}/subscriptions/${other.subscription.id}/cancel`)
    expect(answer.status).toBe(404)
    expect((await other.reload()).cancel_at_period_end).toBe(false)
  })
})

describe('R39: the invoice page', () => {
  it('shows the invoice and a valid PDF', async () => {
    const { reload } = await subscriber(growth)
    const invoice = (await reload()).latest_invoice as Stripe.Invoice
    const page = await text(invoice.hosted_invoice_url ?? '')
    expect(page).toContain(invoice.number)
    expect(page).toContain('1 × Growth (at $149.00 / month)')
    const answer = await fetch(invoice.invoice_pdf ?? '')
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const pdf = Buffer.from(await answer.arrayBuffer()).toString('latin1')
    expect(pdf.startsWith('%PDF-1.4')).toBe(true)
    expect(pdf).toContain('($149.00) Tj')
    const start = Number(/startxref\n(\d+)/.exec(pdf)?.[1])
    expect(pdf.slice(start, start + 4)).toBe('xref')
    const offsets = [...pdf.matchAll(/(\d{10}) 00000 n/g)].map((match) => Number(match[1]))
    offsets.forEach((offset, i) => {
      expect(pdf.slice(offset, offset + 8)).toContain(`${i + 1} 0 obj`)
    })
  })

  it('accepts a card for the open amount, with bank authentication', async () => {
    const customer = await stripe.customers.create({ email: 'open@example.com' })
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: starter.id }],
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice'],
    })
    const url = (subscription.latest_invoice as Stripe.Invoice).hosted_invoice_url ?? ''
    expect((await postForm(url, { cardNumber: '4000000000009995' })).status).toBe(402)
    const sent = await postForm(url, { cardNumber: '4000002760003184' })
    expect(sent.headers.get('location')).toContain('/c/3ds/pi_')
    await postForm(sent.headers.get('location') ?? '', { answer: 'complete' })
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'active' })
    expect(await text(url)).toContain('Paid on')
  })
})
