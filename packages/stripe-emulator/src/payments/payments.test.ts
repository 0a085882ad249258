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
  it('never exceed the charge', async () => {
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
  it('open automatically for the disputed test card, and can be won', async () => {
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

  it('can be opened and lost manually', async () => {
    const intent = await pay()
    const opened = await control(local.url, 'disputes', { payment_intent: intent.id })
    const closed = await control(local.url, `disputes/${opened.id}/close`, { outcome: 'lost' })
    expect(closed.status).toBe('lost')
    expect(await lastEvents(1)).toEqual(['charge.dispute.closed'])
    expect((await control(local.url, `disputes/${opened.id}/close`, { outcome: 'won' })).error).toBeDefined()
  })
})

describe('R39: refunds that fail', () => {
  it('return the money to the seller, and the charge is no longer refunded', async () => {
    const intent = await pay()
    const { id } = await local.stripe.refunds.create({ payment_intent: intent.id })
    await control(local.url, `refunds/${id}/fail`, {})
    expect(await local.stripe.refunds.retrieve(id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    })
    const charge = await local.stripe.charges.retrieve(String(intent.latest_charge))
    expect(charge).toMatchObject({ amount_refunded: 0, refunded: false })
    expect(await lastEvents(4)).toEqual([
      'charge.refund.updated',
      'refund.updated',
      'refund.failed',
      'charge.updated',
    ])
    expect((await control(local.url, `refunds/${id}/fail`, {})).error).toBeDefined()
    expect(await local.stripe.refunds.create({ payment_intent: intent.id })).toMatchObject({ amount: 6000 })
  })
})

describe('R39: partial disputes, inquiries and reversals', () => {
  const open = (intent: { latest_charge: unknown }, over: object = {}) =>
    control(local.url, 'disputes', { charge: String(intent.latest_charge), ...over })

  it('partial disputes of one charge never exceed the charge', async () => {
    const intent = await pay()
    expect(await open(intent, { amount: 2000 })).toMatchObject({ amount: 2000, status: 'needs_response' })
    expect((await open(intent, { amount: 4001 })).error).toBeDefined()
    expect(await open(intent)).toMatchObject({ amount: 4000 })
    expect((await open(intent)).error).toBeDefined()
  })

  it('an inquiry moves no money until it becomes a dispute', async () => {
    const intent = await pay('pm_card_createDisputeInquiry')
    const [inquiry] = (await local.stripe.disputes.list({ payment_intent: intent.id })).data
    expect(inquiry).toMatchObject({
      status: 'warning_needs_response',
      balance_transactions: [],
      is_charge_refundable: true,
    })
    expect(await lastEvents(1)).toEqual(['charge.dispute.created'])
    const dispute = await control(local.url, `disputes/${inquiry?.id}/escalate`, {})
    expect(dispute).toMatchObject({ status: 'needs_response', balance_transactions: [{ amount: -6000 }] })
    expect(await lastEvents(2)).toEqual(['charge.dispute.funds_withdrawn', 'charge.dispute.updated'])
  })

  it('a lost dispute can be reversed, a won one cannot', async () => {
    const { id } = await open(await pay())
    await control(local.url, `disputes/${id}/close`, { outcome: 'lost' })
    expect(await control(local.url, `disputes/${id}/reverse`, {})).toMatchObject({ status: 'won' })
    expect(await lastEvents(2)).toEqual(['charge.dispute.closed', 'charge.dispute.funds_reinstated'])
    expect((await control(local.url, `disputes/${id}/reverse`, {})).error).toBeDefined()
  })
})

describe('R39: early fraud warnings', () => {
  it('are created for the reported test card, and need no action once the payment is refunded', async () => {
    const intent = await pay('pm_card_createIssuerFraudRecord')
    const list = () => local.stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id })
    const [warning] = (await list()).data
    expect(warning).toMatchObject({ actionable: true, fraud_type: 'made_with_stolen_card' })
    await local.stripe.refunds.create({ payment_intent: intent.id, reason: 'fraudulent' })
    expect((await list()).data).toMatchObject([{ id: warning?.id, actionable: false }])
    expect(await lastEvents(1)).toEqual(['radar.early_fraud_warning.updated'])
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
