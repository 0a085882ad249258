import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { control, postForm, startTestStripe, type TestStripe } from '../testing'

let local: TestStripe
let packPrice: string
let planPrice: string
let largerPrice: string

beforeAll(async () => {
  local = await startTestStripe()
  const { prices } = local.stripe
  const of = (unit_amount: number, interval?: 'month') =>
    prices.create({
      product_data: { name: 'Thing' },
      unit_amount,
      currency: 'usd',
      ...(interval && { recurring: { interval } }),
    })
  packPrice = (await of(1_500)).id
  planPrice = (await of(4_900, 'month')).id
  largerPrice = (await of(14_900, 'month')).id
})
afterAll(() => local.close())

const BACK = 'http://localhost:3000/'
const TAXED = {
  automatic_tax: { enabled: true },
  tax_id_collection: { enabled: true },
  customer_update: { address: 'auto', name: 'auto' },
} as const

async function open(mode: 'payment' | 'subscription', more: object = {}) {
  const customer = await local.stripe.customers.create({ name: 'Harbour Hill' })
  const session = await local.stripe.checkout.sessions.create({
    mode,
    customer: customer.id,
    line_items: [{ price: mode === 'payment' ? packPrice : planPrice, quantity: 1 }],
    success_url: BACK,
    ...more,
  })
  return { customer: customer.id, session: session.id, url: session.url ?? '' }
}

const read = (id: string) =>
  local.stripe.checkout.sessions.retrieve(id, { expand: ['line_items', 'invoice', 'payment_intent'] })

async function promotion(coupon: object, code: string) {
  const { id } = await local.stripe.coupons.create(coupon)
  return local.stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: id }, code })
}

describe('R39: tax at checkout', () => {
  it("adds the tax of the customer's country and saves address, name and tax ID", async () => {
    const { customer, session, url } = await open('payment', TAXED)
    expect(await read(session)).toMatchObject({ automatic_tax: { status: 'requires_location_inputs' } })
    const shown = await (await postForm(url, { country: 'CA', postalCode: 'K1A', intent: 'update' })).text()
    expect(shown).toContain('$16.95')
    await postForm(url, { country: 'CA', postalCode: 'K1A', businessName: 'Acme Inc', taxId: '123456789' })
    expect(await read(session)).toMatchObject({
      payment_status: 'paid',
      amount_subtotal: 1_500,
      amount_total: 1_695,
      automatic_tax: { enabled: true, status: 'complete' },
      total_details: { amount_tax: 195 },
      customer_details: { business_name: 'Acme Inc', tax_ids: [{ type: 'ca_bn', value: '123456789' }] },
      payment_intent: { amount: 1_695 },
    })
    expect(await local.stripe.customers.retrieve(customer)).toMatchObject({
      name: 'Acme Inc',
      address: { country: 'CA', postal_code: 'K1A' },
    })
    expect((await local.stripe.customers.listTaxIds(customer)).data).toMatchObject([{ type: 'ca_bn' }])
  })

  it('charges no tax to a business with a VAT number', async () => {
    const { session, url } = await open('payment', TAXED)
    await postForm(url, { country: 'DE', taxId: 'DE123456789', businessName: 'Hafen GmbH' })
    expect(await read(session)).toMatchObject({ amount_total: 1_500, total_details: { amount_tax: 0 } })
  })

  it('refuses what cannot be saved on the customer', async () => {
    await expect(open('payment', { automatic_tax: { enabled: true } })).rejects.toMatchObject({
      code: 'customer_tax_location_invalid',
    })
    await expect(open('payment', { tax_id_collection: { enabled: true } })).rejects.toThrow(
      '`customer_update[name]` to `auto`',
    )
  })

  it('taxes the invoices of a subscription, its changes and their previews', async () => {
    const { customer, session, url } = await open('subscription', TAXED)
    await postForm(url, { country: 'DE' })
    const { subscription } = await read(session)
    const [first] = (await local.stripe.invoices.list({ customer })).data
    expect(first).toMatchObject({ subtotal: 4_900, total: 5_831, total_taxes: [{ amount: 931 }] })
    const { items } = await local.stripe.subscriptions.retrieve(String(subscription))
    const preview = await local.stripe.invoices.createPreview({
      subscription: String(subscription),
      subscription_details: {
        items: [{ id: items.data[0]?.id, price: largerPrice }],
        proration_behavior: 'always_invoice',
      },
    })
    const tax = preview.total_taxes?.[0]?.amount ?? 0
    expect(tax).toBeGreaterThan(0)
    expect(preview.total).toBe(preview.subtotal + tax)
  })
})

describe('R39: promotion codes', () => {
  it('applies a percentage, counts redemptions and refuses an unknown code', async () => {
    const code = await promotion({ percent_off: 20 }, 'SAVE20')
    const { session, url } = await open('payment', { allow_promotion_codes: true })
    const refused = await postForm(url, { promotionCode: 'NOPE' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('This code is invalid.')
    await postForm(url, { promotionCode: 'save20' })
    expect(await read(session)).toMatchObject({
      amount_total: 1_200,
      discounts: [{ promotion_code: code.id }],
      total_details: { amount_discount: 300 },
      line_items: { data: [{ amount_discount: 300, amount_subtotal: 1_500 }] },
    })
    expect(await local.stripe.promotionCodes.retrieve(code.id)).toMatchObject({ times_redeemed: 1 })
  })

  it('needs no card when nothing is left to pay', async () => {
    await promotion({ percent_off: 100 }, 'FREE')
    const { session, url } = await open('payment', { allow_promotion_codes: true })
    const answer = await postForm(url, { promotionCode: 'FREE', cardNumber: '', cardholderName: '' })
    expect(answer.status).toBe(303)
    expect(await read(session)).toMatchObject({
      amount_total: 0,
      payment_status: 'no_payment_required',
      payment_intent: null,
      status: 'complete',
    })
  })

  it('discounts the first invoice of a subscription with a one-time code', async () => {
    await promotion({ amount_off: 1_000, currency: 'usd', duration: 'once' }, 'TEN')
    const { customer, session, url } = await open('subscription', { allow_promotion_codes: true })
    await postForm(url, { promotionCode: 'TEN' })
    const [first] = (await local.stripe.invoices.list({ customer })).data
    expect(first).toMatchObject({
      subtotal: 4_900,
      total: 3_900,
      total_discount_amounts: [{ amount: 1_000 }],
    })
    const { subscription } = await read(session)
    expect(await local.stripe.subscriptions.retrieve(String(subscription))).toMatchObject({ discounts: [] })
  })
})

describe('R39: invoices of one-time checkouts', () => {
  it('issues a paid invoice with its payment, tax and metadata', async () => {
    const { customer, session, url } = await open('payment', {
      ...TAXED,
      invoice_creation: { enabled: true, invoice_data: { metadata: { purchase: 'p1' } } },
    })
    await postForm(url, { country: 'US' })
    const done = await read(session)
    expect(done.invoice).toMatchObject({
      status: 'paid',
      billing_reason: 'manual',
      total: 1_620,
      total_taxes: [{ amount: 120 }],
      metadata: { purchase: 'p1' },
      customer,
    })
    const { id } = done.invoice as { id: string }
    const { data } = await local.stripe.invoicePayments.list({ invoice: id })
    expect(data).toMatchObject([{ status: 'paid', payment: { type: 'payment_intent' } }])
    const page = await fetch(`${local.url}/i/${id}/pdf`)
    expect(page.headers.get('content-type')).toBe('application/pdf')
    const pdf = await page.text()
    for (const text of ['(Subtotal)', '(Tax)', '($1.20)', '($16.20)']) expect(pdf).toContain(text)
  })
})

it('R39: tax IDs are added, listed, checked and removed', async () => {
  const { id } = await local.stripe.customers.create({})
  await expect(
    local.stripe.customers.createTaxId(id, { type: 'eu_vat', value: 'nonsense!' }),
  ).rejects.toMatchObject({ code: 'tax_id_invalid' })
  const taxId = await local.stripe.customers.createTaxId(id, { type: 'eu_vat', value: 'DE123456789' })
  expect(taxId).toMatchObject({ country: 'DE', customer: id, verification: { status: 'pending' } })
  await local.stripe.customers.deleteTaxId(id, taxId.id)
  expect((await local.stripe.customers.listTaxIds(id)).data).toEqual([])
})

it('R39: adaptive pricing charges in the customer’s currency and keeps the seller’s amounts', async () => {
  await control(local.url, 'adaptive_pricing', { enabled: true })
  try {
    const { session, url } = await open('payment')
    await postForm(url, { country: 'DE' })
    expect(await read(session)).toMatchObject({
      currency: 'usd',
      amount_total: 1_500,
      presentment_details: { presentment_amount: 1_350, presentment_currency: 'eur' },
    })
  } finally {
    await control(local.url, 'adaptive_pricing', { enabled: false })
  }
})
