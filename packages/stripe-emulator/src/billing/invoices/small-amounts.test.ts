import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestStripe, type TestStripe } from '@/packages/stripe-emulator/src/testing'

let local: TestStripe
let stripe: Stripe
const DAY = 86_400
const BEGINS = Date.UTC(2026, 0, 31, 12) / 1000

beforeAll(async () => {
  local = await startTestStripe()
  stripe = local.stripe
})
afterAll(() => local.close())

async function subscribed() {
  const priceOf = async (name: string, unit_amount: number) => {
    const { id } = await stripe.products.create({ name })
    const recurring = { interval: 'month' as const }
    return (await stripe.prices.create({ product: id, unit_amount, currency: 'usd', recurring })).id
  }
  const [small, large] = [await priceOf('Small', 4_900), await priceOf('Large', 39_900)]
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: BEGINS })
  const customer = await stripe.customers.create({ email: 'small@example.com', test_clock: clock.id })
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: id } })
  const { id: subscription, items } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: small }],
  })
  const changed = [{ id: items.data[0]?.id, price: large }]
  const advanceTo = (frozen_time: number) => stripe.testHelpers.testClocks.advance(clock.id, { frozen_time })
  const invoices = async () => (await stripe.invoices.list({ customer: customer.id })).data
  return { customer: customer.id, subscription, changed, advanceTo, invoices }
}

describe('R39: amounts below Stripe’s minimum charge', () => {
  it('are marked as paid, added to the balance and collected with the next invoice', async () => {
    const { customer, subscription, changed, advanceTo, invoices } = await subscribed()
    const end = BEGINS + 28 * DAY
    await advanceTo(end - 1_800)
    await stripe.subscriptions.update(subscription, {
      items: changed,
      proration_behavior: 'always_invoice',
    })
    const [small] = await invoices()
    expect(small).toMatchObject({ status: 'paid', amount_due: 0, amount_paid: 0 })
    expect(small?.total).toBeGreaterThan(0)
    expect(small?.total).toBeLessThan(50)
    expect(small?.ending_balance).toBe(small?.total)
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ balance: small?.total })
    await advanceTo(end + 7_200)
    const [renewal] = await invoices()
    expect(renewal).toMatchObject({
      status: 'paid',
      starting_balance: small?.total,
      ending_balance: 0,
      amount_paid: 39_900 + (small?.total ?? 0),
    })
  })

  it('a new anchor without proration bills a full period and credits nothing', async () => {
    const { subscription, changed, advanceTo, invoices } = await subscribed()
    await advanceTo(BEGINS + 10 * DAY)
    const after = await stripe.subscriptions.update(subscription, {
      items: changed,
      proration_behavior: 'none',
      billing_cycle_anchor: { type: 'now' },
      payment_behavior: 'pending_if_incomplete',
    })
    expect(after.billing_cycle_anchor).toBe(BEGINS + 10 * DAY)
    const [first] = await invoices()
    expect(first).toMatchObject({ billing_reason: 'subscription_update', amount_paid: 39_900 })
    expect(first?.lines.data.map(({ amount, period }) => [amount, period.start])).toEqual([
      [39_900, BEGINS + 10 * DAY],
    ])
  })
})
