import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { control, postForm, startTestStripe, type TestStripe } from '../testing'

let local: TestStripe
beforeAll(async () => {
  local = await startTestStripe()
})
afterAll(() => local.close())

const pay = (method = 'pm_card_visa') =>
  local.stripe.paymentIntents.create({
    amount: 6000,
    currency: 'usd',
    payment_method: method,
    confirm: true,
    automatic_payment_methods: { enabled: true },
  })

const lastEvents = async (limit: number) =>
  (await local.stripe.events.list({ limit })).data.map(({ type }) => type)

describe('R39: refunds', () => {
  it('add up to the charge and no further', async () => {
    const intent = await pay()
    const first = await local.stripe.refunds.create({ payment_intent: intent.id, amount: 1500 })
    expect(first).toMatchObject({ amount: 1500, status: 'succeeded', payment_intent: intent.id })
    expect(await local.stripe.charges.retrieve(intent.latest_charge as string)).toMatchObject({
      amount_refunded: 1500,
      refunded: false,
    })
    await expect(local.stripe.refunds.create({ payment_intent: intent.id, amount: 4501 })).rejects.toThrow(
      'greater than',
    )
    await local.stripe.refunds.create({ payment_intent: intent.id })
    const charge = await local.stripe.charges.retrieve(intent.latest_charge as string, {
      expand: ['refunds'],
    })
    expect(charge).toMatchObject({ amount_refunded: 6000, refunded: true })
    expect(charge.refunds?.data.map(({ amount }) => amount)).toEqual([4500, 1500])
    expect(await lastEvents(2)).toEqual(['charge.refunded', 'refund.created'])
    await expect(local.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    })
  })
})

describe('R39: disputes', () => {
  it('open by themselves for the card that is disputed, and can be won', async () => {
    const intent = await pay('pm_card_createDispute')
    const [dispute] = (await local.stripe.disputes.list({ payment_intent: intent.id })).data
    expect(dispute).toMatchObject({ status: 'needs_response', amount: 6000, reason: 'fraudulent' })
    await expect(local.stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
      code: 'charge_disputed',
    })
    const won = await local.stripe.disputes.update(dispute?.id ?? '', {
      evidence: { uncategorized_text: 'winning_evidence' },
    })
    expect(won.status).toBe('won')
    expect(await lastEvents(2)).toEqual(['charge.dispute.closed', 'charge.dispute.funds_reinstated'])
  })

  it('can be opened and lost by hand', async () => {
    const intent = await pay()
    const opened = await control(local.url, 'disputes', { payment_intent: intent.id })
    const closed = await control(local.url, `disputes/${opened.id}/close`, { outcome: 'lost' })
    expect(closed.status).toBe('lost')
    expect(await lastEvents(1)).toEqual(['charge.dispute.closed'])
    expect((await control(local.url, `disputes/${opened.id}/close`, { outcome: 'won' })).error).toBeDefined()
  })
})

describe('R39: a bank transfer', () => {
  const session = () =>
    local.stripe.checkout.sessions.create({
      mode: 'payment',
      allowed_payment_method_types: ['card', 'us_bank_account'],
      line_items: [
        {
          price_data: { currency: 'usd', unit_amount: 20000, product_data: { name: '2,000 credits' } },
          quantity: 1,
        },
      ],
      success_url: 'http://localhost:3000/',
    })
  const bank = { paymentMethod: 'bank', cardNumber: '', cardExpiry: '', cardCvc: '' }

  it.each([
    [true, 'paid', 'checkout.session.async_payment_succeeded', 'succeeded'],
    [false, 'unpaid', 'checkout.session.async_payment_failed', 'requires_payment_method'],
  ])('completes unpaid and settles later (%s)', async (succeeded, status, event, intentStatus) => {
    const { id, url } = await session()
    expect((await postForm(url ?? '', bank)).status).toBe(303)
    expect(await local.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
    })
    await control(local.url, `checkout/${id}/settle`, { succeeded })
    const settled = await local.stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
    expect(settled).toMatchObject({ payment_status: status, payment_intent: { status: intentStatus } })
    expect(await lastEvents(1)).toEqual([event])
  })
})
