import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { control, postForm, startTestStripe, type TestStripe } from '../testing'

let local: TestStripe
let stripe: Stripe
let price = ''
const DAY = 86_400
const HOUR = 3_600
const START = Date.UTC(2026, 2, 10, 12) / 1000
const MONTH = 31 * DAY

beforeAll(async () => {
  local = await startTestStripe()
  stripe = local.stripe
  await control(local.url, 'settings', { bankDebits: true })
  const product = await stripe.products.create({ name: 'Growth' })
  const recurring = { interval: 'month' } as const
  const made = await stripe.prices.create({
    product: product.id,
    unit_amount: 14_900,
    currency: 'usd',
    recurring,
  })
  price = made.id
})
afterAll(() => local.close())

async function onClock(
  more: Partial<Stripe.SubscriptionCreateParams> = {},
  card: string | null = 'pm_card_visa',
) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: START })
  const customer = await stripe.customers.create({ test_clock: clock.id })
  if (card) {
    const method = await stripe.paymentMethods.attach(card, { customer: customer.id })
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } })
  }
  const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price }], ...more })
  return {
    id,
    customer: customer.id,
    reload: () => stripe.subscriptions.retrieve(id),
    invoices: async () => (await stripe.invoices.list({ subscription: id })).data,
    advanceTo: (seconds: number) => stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: seconds }),
  }
}

describe('R39: payment collection can be paused', () => {
  it.each([
    ['keep_as_draft', 'draft'],
    ['mark_uncollectible', 'uncollectible'],
    ['void', 'void'],
  ] as const)('%s leaves the renewal %s and the subscription active', async (behavior, status) => {
    const { id, reload, invoices, advanceTo } = await onClock()
    await stripe.subscriptions.update(id, { pause_collection: { behavior } })
    await advanceTo(START + MONTH + 2 * HOUR)
    expect((await reload()).status).toBe('active')
    expect((await invoices()).map((invoice) => [invoice.status, invoice.amount_paid])).toEqual([
      [status, 0],
      ['paid', 14_900],
    ])
    expect((await reload()).pause_collection).toEqual({ behavior, resumes_at: null })
    await stripe.subscriptions.update(id, { pause_collection: '' })
    expect((await reload()).pause_collection).toBeNull()
  })

  it('resumes automatically on its date, and a kept draft can be paid', async () => {
    const { id, reload, invoices, advanceTo } = await onClock()
    const resumes_at = START + MONTH + 5 * DAY
    await stripe.subscriptions.update(id, { pause_collection: { behavior: 'keep_as_draft', resumes_at } })
    await advanceTo(resumes_at + HOUR)
    expect((await reload()).pause_collection).toBeNull()
    const [draft] = await invoices()
    expect(draft?.status).toBe('draft')
    expect((await stripe.invoices.pay(draft?.id ?? '')).status).toBe('paid')
  })
})

describe('R39: written-off invoices', () => {
  it('a write-off makes a past due subscription active, and can still be paid', async () => {
    const { id, customer, reload, invoices, advanceTo } = await onClock()
    const { id: card } = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
    await stripe.subscriptions.update(id, { default_payment_method: card })
    await advanceTo(START + MONTH + 2 * HOUR)
    expect((await reload()).status).toBe('past_due')
    const owed = (await invoices())[0]?.id ?? ''
    expect((await stripe.invoices.markUncollectible(owed)).status).toBe('uncollectible')
    expect((await reload()).status).toBe('active')
    const good = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    expect((await stripe.invoices.pay(owed, { payment_method: good.id })).status).toBe('paid')
  })
})

describe('R39: trials without a payment method', () => {
  it('pauses at the end of the trial without an invoice, and resumes with a new period', async () => {
    const { id, customer, reload, invoices, advanceTo } = await onClock(
      {
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
      },
      null,
    )
    await advanceTo(START + 20 * DAY)
    expect((await reload()).status).toBe('paused')
    expect(await invoices()).toHaveLength(1)
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer })
    await stripe.subscriptions.update(id, { default_payment_method: method.id })
    const resumed = await stripe.subscriptions.resume(id)
    expect(resumed).toMatchObject({ status: 'active', billing_cycle_anchor: START + 20 * DAY })
    expect((await invoices())[0]).toMatchObject({ status: 'paid', amount_paid: 14_900 })
    await expect(stripe.subscriptions.resume(id)).rejects.toThrow('paused')
  })
})

describe('R39: flexible billing', () => {
  it('sets a date but no flag when canceled at the end of the period', async () => {
    const { id, reload, advanceTo } = await onClock({ billing_mode: { type: 'flexible' } })
    await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    const ending = await reload()
    expect(ending).toMatchObject({ cancel_at: START + MONTH, cancel_at_period_end: false })
    await advanceTo(START + MONTH + HOUR)
    expect(await reload()).toMatchObject({ status: 'canceled', ended_at: START + MONTH })
  })
})

describe('R39: a bank debit for a first payment', () => {
  async function checkOut() {
    const customer = await stripe.customers.create({})
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price, quantity: 1 }],
      success_url: 'http://localhost:3000/back?session_id={CHECKOUT_SESSION_ID}',
    })
    await postForm(session.url ?? '', { paymentMethod: 'bank' })
    const [subscription] = (await stripe.subscriptions.list({ customer: customer.id })).data
    return { session: session.id, subscription: subscription?.id ?? '' }
  }
  const look = async (id: string) => {
    const { status, latest_invoice } = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] })
    return [status, latest_invoice && typeof latest_invoice !== 'string' ? latest_invoice.status : null]
  }

  it('keeps the subscription active while processing, then succeeds or fails', async () => {
    const good = await checkOut()
    expect(await stripe.checkout.sessions.retrieve(good.session)).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
    })
    expect(await look(good.subscription)).toEqual(['active', 'open'])
    await control(local.url, `checkout/${good.session}/settle`, { succeeded: true })
    expect(await look(good.subscription)).toEqual(['active', 'paid'])
    const bad = await checkOut()
    await control(local.url, `checkout/${bad.session}/settle`, { succeeded: false })
    expect(await look(bad.subscription)).toEqual(['past_due', 'open'])
  })
})
