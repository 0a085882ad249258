import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { control, startTestStripe, type TestStripe } from '../testing'

let local: TestStripe
let stripe: Stripe
const prices: Record<string, string> = {}
const DAY = 86_400
/** January 31, 2026, noon: shorter months show whether the anchor is kept. */
const JAN_31 = Date.UTC(2026, 0, 31, 12) / 1000
const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10)

beforeAll(async () => {
  local = await startTestStripe()
  stripe = local.stripe
  for (const [name, cents, interval] of [
    ['starter', 4900, 'month'],
    ['growth', 14900, 'month'],
    ['growthYear', 149000, 'year'],
  ] as const) {
    const product = await stripe.products.create({ name })
    const price = await stripe.prices.create({
      product: product.id,
      unit_amount: cents,
      currency: 'usd',
      recurring: { interval },
    })
    prices[name] = price.id
  }
})
afterAll(() => local.close())

async function onClock(card = 'pm_card_visa', more: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: JAN_31 })
  const customer = await stripe.customers.create({ email: 'clock@example.com', test_clock: clock.id })
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id })
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } })
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: prices.growth }],
    ...more,
  })
  const advanceTo = (seconds: number) =>
    stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: seconds })
  const reload = () => stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] })
  const item = subscription.items.data[0]?.id
  return { customer, subscription, item, advanceTo, reload }
}

const types = async (limit: number) => (await stripe.events.list({ limit })).data.map(({ type }) => type)

describe('R39: renewal', () => {
  it('uses the anchor and bills each period once', async () => {
    const { customer, subscription, advanceTo, reload } = await onClock()
    expect(subscription.status).toBe('active')
    await advanceTo(JAN_31 + 95 * DAY)
    const { data } = await stripe.invoices.list({ customer: customer.id })
    expect(data.map((invoice) => [invoice.billing_reason, invoice.status, invoice.amount_paid])).toEqual([
      ['subscription_cycle', 'paid', 14900],
      ['subscription_cycle', 'paid', 14900],
      ['subscription_cycle', 'paid', 14900],
      ['subscription_create', 'paid', 14900],
    ])
    const starts = data.map(({ lines }) => day(lines.data[0]?.period.start ?? 0))
    expect(starts).toEqual(['2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31'])
    expect(day((await reload()).items.data[0]?.current_period_end ?? 0)).toBe('2026-05-31')
    expect(new Set(data.map(({ number }) => number)).size).toBe(4)
  })

  it('is a draft for an hour', async () => {
    const { advanceTo, reload } = await onClock()
    await advanceTo(Date.UTC(2026, 1, 28, 12, 30) / 1000)
    expect((await reload()).latest_invoice).toMatchObject({ status: 'draft', attempted: false })
    await advanceTo(Date.UTC(2026, 1, 28, 13) / 1000)
    expect((await reload()).latest_invoice).toMatchObject({ status: 'paid' })
    expect(await types(12)).toEqual(
      expect.arrayContaining([
        'invoice.finalized',
        'charge.succeeded',
        'invoice.paid',
        'invoice.payment_succeeded',
      ]),
    )
  })

  it('can be finalized and paid early, and is charged automatically if only finalized', async () => {
    const draftOf = async (card?: string) => {
      const made = await onClock(card)
      await made.advanceTo(Date.UTC(2026, 1, 28, 12, 5) / 1000)
      const draft = (await made.reload()).latest_invoice as Stripe.Invoice
      return { ...made, id: draft.id ?? '' }
    }
    const paid = await draftOf()
    expect(await stripe.invoices.finalizeInvoice(paid.id, { auto_advance: true })).toMatchObject({
      status: 'open',
      attempted: false,
    })
    await expect(stripe.invoices.finalizeInvoice(paid.id)).rejects.toMatchObject({
      code: 'invoice_not_editable',
    })
    expect(await stripe.invoices.pay(paid.id, { off_session: true })).toMatchObject({ status: 'paid' })
    await expect(stripe.invoices.pay(paid.id)).rejects.toMatchObject({ code: 'invoice_already_paid' })

    const finalized = await draftOf()
    await stripe.invoices.finalizeInvoice(finalized.id, { auto_advance: true })
    await finalized.advanceTo(Date.UTC(2026, 1, 28, 13, 10) / 1000)
    expect((await finalized.reload()).latest_invoice).toMatchObject({ status: 'paid' })

    const byHand = await draftOf()
    await stripe.invoices.finalizeInvoice(byHand.id, { auto_advance: false })
    await byHand.advanceTo(Date.UTC(2026, 1, 28, 15) / 1000)
    expect((await byHand.reload()).latest_invoice).toMatchObject({ status: 'open', attempted: false })
  })

  it('happens for customers without a test clock when the shared clock advances', async () => {
    const customer = await stripe.customers.create({ email: 'wide@example.com' })
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: prices.starter }],
      default_payment_method: 'pm_card_visa',
    })
    const { happened } = await control(local.url, 'clock/advance', { seconds: 32 * DAY })
    expect(Number(happened)).toBeGreaterThan(0)
    const after = await stripe.subscriptions.retrieve(subscription.id)
    expect(after.items.data[0]?.current_period_start).toBe(subscription.items.data[0]?.current_period_end)
    expect((await stripe.invoices.list({ customer: customer.id })).data).toHaveLength(2)
  })
})

describe('R39: a renewal that cannot be paid', () => {
  it('makes the subscription past due, is retried, and cancels it', async () => {
    const { advanceTo, reload, subscription } = await onClock('pm_card_chargeCustomerFail', {
      trial_end: JAN_31 + 10 * DAY,
    })
    expect(subscription.status).toBe('trialing')
    await advanceTo(JAN_31 + 10 * DAY + 3_600)
    const behind = await reload()
    expect(behind).toMatchObject({ status: 'past_due', latest_invoice: { status: 'open', attempt_count: 1 } })
    expect(await types(20)).toEqual(
      expect.arrayContaining(['invoice.payment_failed', 'payment_intent.payment_failed', 'charge.failed']),
    )
    await advanceTo(JAN_31 + 14 * DAY)
    expect((await reload()).latest_invoice).toMatchObject({ attempt_count: 2 })
    await advanceTo(JAN_31 + 27 * DAY)
    expect(await reload()).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
      latest_invoice: { attempt_count: 4, next_payment_attempt: null },
    })
  })

  it('is paid with a new card, and the subscription is active again', async () => {
    const { customer, advanceTo, reload } = await onClock('pm_card_chargeCustomerFail', {
      trial_end: JAN_31 + 10 * DAY,
    })
    await advanceTo(JAN_31 + 11 * DAY)
    const good = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: good.id } })
    const open = (await reload()).latest_invoice as Stripe.Invoice
    expect((await stripe.invoices.pay(open.id)).status).toBe('paid')
    expect((await reload()).status).toBe('active')
  })

  it('can leave the subscription unpaid instead', async () => {
    await control(local.url, 'settings', { afterRetries: 'unpaid' })
    const { advanceTo, reload } = await onClock('pm_card_chargeCustomerFail', {
      trial_end: JAN_31 + 10 * DAY,
    })
    await advanceTo(JAN_31 + 30 * DAY)
    await control(local.url, 'settings', { afterRetries: 'cancel' })
    expect((await reload()).status).toBe('unpaid')
  })

  it('fails with a card that always requires authentication', async () => {
    const { reload } = await onClock('pm_card_authenticationRequired')
    expect((await reload()).status).toBe('incomplete')
  })
})

describe('R39: a change of plan', () => {
  it('costs what the preview shows, prorated by the second', async () => {
    const { subscription, item, advanceTo } = await onClock('pm_card_visa', {
      items: [{ price: prices.starter }],
    })
    const half = JAN_31 + 14 * DAY
    await advanceTo(half)
    const items = [{ id: item, price: prices.growth }]
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items, proration_behavior: 'always_invoice', proration_date: half },
    })
    // 28 days from January 31 to February 28, half of them left.
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-2450, 7450])
    expect(preview).toMatchObject({ amount_due: 5000, status: 'draft', number: null })
    expect(preview.lines.data[0]?.description).toBe('Unused time on starter after 14 Feb 2026')
    const changed = await stripe.subscriptions.update(subscription.id, {
      items,
      proration_behavior: 'always_invoice',
      proration_date: half,
      expand: ['latest_invoice'],
    })
    expect(changed).toMatchObject({
      status: 'active',
      latest_invoice: { amount_paid: 5000, billing_reason: 'subscription_update' },
    })
    expect(changed.billing_cycle_anchor).toBe(subscription.billing_cycle_anchor)
  })

  it('can wait for the next invoice or have no proration', async () => {
    const { customer, subscription, item, advanceTo } = await onClock('pm_card_visa', {
      items: [{ price: prices.starter }],
    })
    const half = JAN_31 + 14 * DAY
    await advanceTo(half)
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item, price: prices.growth }] })
    expect((await stripe.invoiceItems.list({ customer: customer.id })).data).toHaveLength(2)
    const next = await stripe.invoices.createPreview({ subscription: subscription.id })
    expect(next.total).toBe(5000 + 14900)
    await advanceTo(Date.UTC(2026, 1, 28, 14) / 1000)
    const [renewal] = (await stripe.invoices.list({ customer: customer.id })).data
    expect(renewal).toMatchObject({ status: 'paid', total: 5000 + 14900 })
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: prices.starter }],
      proration_behavior: 'none',
    })
    expect((await stripe.invoices.createPreview({ subscription: subscription.id })).total).toBe(4900)
  })

  it('credits a downgrade, and the credit pays the next invoice', async () => {
    const { customer, subscription, item, advanceTo } = await onClock()
    await advanceTo(JAN_31 + 14 * DAY)
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: prices.starter }],
      proration_behavior: 'always_invoice',
    })
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -5000 })
    await advanceTo(Date.UTC(2026, 1, 28, 14) / 1000)
    const [renewal] = (await stripe.invoices.list({ customer: customer.id })).data
    expect(renewal).toMatchObject({
      total: 4900,
      amount_due: 0,
      starting_balance: -5000,
      ending_balance: -100,
    })
  })

  it('to another interval starts a new period immediately', async () => {
    const { subscription, item, advanceTo } = await onClock()
    const half = JAN_31 + 14 * DAY
    await advanceTo(half)
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: prices.growthYear }],
      expand: ['latest_invoice'],
    })
    expect(changed.billing_cycle_anchor).toBe(half)
    expect(day(changed.items.data[0]?.current_period_end ?? 0)).toBe('2027-02-14')
    expect(changed.latest_invoice).toMatchObject({ amount_paid: 149000 - 7450 })
  })

  it('that cannot be paid is rolled back if requested, and makes the subscription past due otherwise', async () => {
    const { customer, subscription, item, advanceTo, reload } = await onClock('pm_card_visa', {
      items: [{ price: prices.starter }],
    })
    await advanceTo(JAN_31 + 2 * DAY)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id })
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: bad.id } })
    const items = [{ id: item, price: prices.growth }]
    const change = { items, proration_behavior: 'always_invoice' } as const
    await expect(
      stripe.subscriptions.update(subscription.id, { ...change, payment_behavior: 'error_if_incomplete' }),
    ).rejects.toMatchObject({ type: 'StripeCardError' })
    expect(await reload()).toMatchObject({
      status: 'active',
      items: { data: [{ price: { id: prices.starter } }] },
    })
    expect((await stripe.invoices.list({ customer: customer.id })).data).toHaveLength(1)
    expect(await stripe.subscriptions.update(subscription.id, change)).toMatchObject({ status: 'past_due' })
  })

  it('on a trial costs nothing', async () => {
    const { subscription, item, advanceTo, reload } = await onClock('pm_card_visa', {
      items: [{ price: prices.starter }],
      trial_end: JAN_31 + 5 * DAY,
    })
    await advanceTo(JAN_31 + 3 * DAY)
    expect(await types(8)).toContain('customer.subscription.trial_will_end')
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item, price: prices.growth }] })
    await advanceTo(JAN_31 + 6 * DAY)
    expect(await reload()).toMatchObject({
      status: 'active',
      latest_invoice: { total: 14900, status: 'paid' },
    })
  })
})

describe('R39: cancellation', () => {
  it('happens at the end of the period, unless undone', async () => {
    const { subscription, advanceTo, reload } = await onClock()
    const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })
    expect(ending.cancel_at).toBe(ending.items.data[0]?.current_period_end)
    await expect(stripe.invoices.createPreview({ subscription: subscription.id })).rejects.toMatchObject({
      code: 'invoice_upcoming_none',
    })
    const resumed = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false })
    expect(resumed).toMatchObject({ cancel_at: null, canceled_at: null })
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })
    await advanceTo(JAN_31 + 40 * DAY)
    expect((await reload()).status).toBe('canceled')
    expect(
      (await stripe.events.list({ type: 'customer.subscription.deleted', limit: 1 })).data[0]?.data.object,
    ).toMatchObject({
      id: subscription.id,
    })
  })

  it('can happen immediately, with credit for the rest', async () => {
    const { customer, subscription, advanceTo } = await onClock()
    await advanceTo(JAN_31 + 14 * DAY)
    const ended = await stripe.subscriptions.cancel(subscription.id, { prorate: true, invoice_now: true })
    expect(ended.status).toBe('canceled')
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -7450 })
    expect((await stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(0)
    expect((await stripe.subscriptions.list({ customer: customer.id, status: 'all' })).data).toHaveLength(1)
  })
})

describe('R39: a schedule', () => {
  it('changes the plan at the end of the period', async () => {
    const { customer, subscription, advanceTo, reload } = await onClock()
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id })
    const [now] = schedule.phases
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: 'release',
      phases: [
        {
          start_date: now?.start_date,
          end_date: now?.end_date,
          items: [{ price: prices.growth, quantity: 1 }],
        },
        {
          items: [{ price: prices.starter, quantity: 1 }],
          duration: { interval: 'month', interval_count: 1 },
        },
      ],
    })
    expect((await reload()).items.data[0]?.price.id).toBe(prices.growth)
    await advanceTo(Date.UTC(2026, 1, 28, 14) / 1000)
    const after = await reload()
    expect(after.items.data[0]?.price.id).toBe(prices.starter)
    expect(after.latest_invoice).toMatchObject({ total: 4900, status: 'paid' })
    await advanceTo(Date.UTC(2026, 3, 2) / 1000)
    expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe('released')
    expect((await reload()).schedule).toBeNull()
    expect((await stripe.invoices.list({ customer: customer.id })).data[0]).toMatchObject({ total: 4900 })
  })

  it('can be released early', async () => {
    const { subscription, reload } = await onClock()
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id })
    const released = await stripe.subscriptionSchedules.release(schedule.id)
    expect(released).toMatchObject({
      status: 'released',
      subscription: null,
      released_subscription: subscription.id,
    })
    expect((await reload()).schedule).toBeNull()
  })
})
